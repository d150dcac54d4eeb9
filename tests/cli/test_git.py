"""What ``fapi check`` asks git: which files are ignored, and which lines have changed."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from fapi_runs import BLOCKING, CLEAN, check, check_here

if TYPE_CHECKING:
    from pathlib import Path

    from fapi_runs import Result


def git(folder: Path, *arguments: str) -> None:
    command = ["git", "-c", "user.name=nobody", "-c", "user.email=nobody@example.org", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with two files of one finding each, and one without."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    (tmp_path / "requirements.txt").write_text("fastapi\n")
    for name in ("one", "two"):
        (tmp_path / f"{name}.py").write_text(BLOCKING)
    (tmp_path / "clean.py").write_text(CLEAN)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message=first")
    return tmp_path


def files(result: Result) -> list[str]:
    assert result.code in (0, 1), result
    return [line.split(":")[0] for line in result.lines]


def test_ignored_files_are_left_out(project: Path) -> None:
    (project / ".gitignore").write_text("build/\ntwo.py\n*_made.py\n!kept_made.py\n")
    (project / "build").mkdir()
    for name in ("build/three.py", "four_made.py", "kept_made.py"):
        (project / name).write_text(BLOCKING)
    (project / "sub").mkdir()
    (project / "sub" / ".gitignore").write_text("five.py\n")
    for name in ("sub/five.py", "sub/six.py"):
        (project / name).write_text(BLOCKING)
    # two.py is tracked, so git does not ignore it
    assert files(check_here(project)) == ["kept_made.py", "one.py", "sub/six.py", "two.py"]
    assert files(check_here(project / "sub")) == ["six.py"]
    assert files(check_here(project, "build", "four_made.py")) == ["build/three.py", "four_made.py"]
    everything = check_here(project, "--no-respect-gitignore")
    assert len(files(everything)) == 7


def test_environments_are_left_out_and_repositories_inside_have_their_own_rules(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("fastapi\n")
    for name in ("env", "inner", "plain"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "main.py").write_text(BLOCKING)
    (tmp_path / "env" / "pyvenv.cfg").write_text("")
    git(tmp_path / "inner", "init", "--quiet")
    (tmp_path / "inner" / ".gitignore").write_text("main.py\n")
    (tmp_path / ".gitignore").write_text("plain\n")  # no repository: nobody reads it
    assert files(check_here(tmp_path)) == ["plain/main.py"]
    assert files(check_here(tmp_path, "env")) == ["env/main.py"]


def test_only_changed_lines(project: Path) -> None:
    def since(revision: str = "HEAD", *arguments: str) -> list[str]:
        return files(check(project, f"--changed-since={revision}", *arguments))

    assert since() == []
    (project / "one.py").write_text(f"# above\n{BLOCKING}")  # moved, not changed
    (project / "two.py").write_text(BLOCKING.replace("sleep(1)", "sleep(2)"))
    (project / "new.py").write_text(BLOCKING)
    assert since() == ["new.py", "two.py"]
    git(project, "add", ".")
    assert since() == ["new.py", "two.py"]  # staged counts as well
    git(project, "commit", "--quiet", "--message=second")
    assert since() == []
    assert since("HEAD~1") == ["new.py", "two.py"]
    assert since("HEAD~1", "new.py", "one.py") == ["new.py"]


def test_renamed_files_and_odd_names(project: Path) -> None:
    (project / "old name.py").write_text("# a comment\n" * 30 + BLOCKING)
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message=second")
    git(project, "mv", "old name.py", 'n"e\tw ä.py')
    assert files(check(project, "--changed-since=HEAD")) == []
    with (project / 'n"e\tw ä.py').open("a") as file:
        file.write("    time.sleep(2)\n")
    [line] = check(project, "--changed-since=HEAD").lines
    assert ":41:5: FAPI101" in line
    (project / "one.py").unlink()
    assert check(project, "--changed-since=HEAD").lines == [line]


def test_lines_that_look_like_a_diff_s_own(project: Path) -> None:
    odd = 'TEXT = """\n++ b/two.py\n@@ -1 +10 @@\n-- a/two.py\n"""\n'
    (project / "one.py").write_text(odd + BLOCKING)
    (project / "clean.py").write_text(CLEAN.replace("import time", f"import time\n\n{odd}"))
    assert check(project, "--changed-since=HEAD").lines == []


def test_changes_of_the_other_side_do_not_count(project: Path) -> None:
    git(project, "checkout", "--quiet", "-b", "feature")
    (project / "two.py").write_text(BLOCKING.replace("sleep(1)", "sleep(2)"))
    git(project, "commit", "--quiet", "--all", "--message=mine")
    git(project, "checkout", "--quiet", "main")
    (project / "one.py").write_text(BLOCKING.replace("sleep(1)", "sleep(3)"))
    git(project, "commit", "--quiet", "--all", "--message=theirs")
    git(project, "checkout", "--quiet", "feature")
    assert files(check(project, "--changed-since=main")) == ["two.py"]


def test_the_user_s_git_configuration_changes_nothing(project: Path) -> None:
    for setting in (
        "diff.noprefix=true",
        "diff.mnemonicPrefix=true",
        "color.ui=always",
        "diff.external=false",
    ):
        git(project, "config", *setting.split("="))
    (project / "two.py").write_text(BLOCKING.replace("sleep(1)", "sleep(2)"))
    (project / "sub").mkdir()
    (project / "sub" / "new.py").write_text(BLOCKING)
    assert files(check(project, "--changed-since=HEAD")) == ["sub/new.py", "two.py"]
    git(project, "add", ".")
    assert files(check(project / "sub", "--changed-since=HEAD")) == ["new.py"]


def test_nothing_of_the_repository_is_run(project: Path) -> None:
    hook = project / "hook"
    hook.write_text(f"#!/bin/sh\ntouch {project / 'was_run'}\n")
    hook.chmod(0o755)
    for name in ("core.fsmonitor", "diff.external"):
        git(project, "config", name, str(hook))
    (project / "one.py").write_text(CLEAN)
    check(project)
    check(project, "--changed-since=HEAD")
    assert not (project / "was_run").exists()


@pytest.mark.parametrize("revision", ["nothing", "-x", "--output=x", ""])
def test_unknown_revisions(project: Path, revision: str) -> None:
    result = check(project, f"--changed-since={revision}")
    assert (result.code, result.output) == (2, "")
    assert result.errors == f"fapi: error: --changed-since: git knows no commit {revision!r}\n"


def test_without_the_program_git(project: Path) -> None:
    (project / "programs").mkdir()
    environment = {"PATH": str(project / "programs")}
    assert len(check(project, **environment).lines) == 2
    result = check(project, "--changed-since=HEAD", **environment)
    assert result.errors == "fapi: error: --changed-since needs the program git\n"
