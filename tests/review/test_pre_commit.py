"""The hooks of .pre-commit-hooks.yaml, run by the real pre-commit.

By default with what is installed already, so that no network is needed; marked ``installs``, also as a user
has it: pre-commit clones a repository of this project and installs it.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from review_kit import ADDED, APPLICATION, HELPER, Repository

pytest.importorskip("pre_commit")
yaml = pytest.importorskip("yaml")

ROOT = Path(__file__).parent.parent.parent
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())


def pre_commit(repository: Repository, *arguments: str, expect: int = 0) -> str:
    repository.environment["PRE_COMMIT_HOME"] = str(repository.folder.parent / "pre-commit")
    return repository.python("pre_commit", *arguments, expect=expect)


def configure(repository: Repository, repo: str, hooks: list[dict[str, Any]], **more: str) -> None:
    configuration = {"repos": [{"repo": repo, **more, "hooks": hooks}]}
    (repository.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(configuration))


def local(hook_id: str) -> list[dict[str, Any]]:
    """A hook as the manifest has it, but for the environment, which is this one."""
    (hook,) = [hook for hook in HOOKS if hook["id"] == hook_id]
    assert hook["language"] == "python"
    return [hook | {"language": "system"}]


def test_the_manifest_is_one_that_pre_commit_takes(repository: Repository) -> None:
    pre_commit(repository, "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml"))


@pytest.mark.parametrize("hook", ["flake8-fapi", "fapi-check"])
def test_a_commit_with_a_finding_is_stopped(repository: Repository, hook: str) -> None:
    repository.commit(helper=HELPER)
    configure(repository, "local", local(hook))
    pre_commit(repository, "install")
    (repository.folder / "main.py").write_text(APPLICATION + ADDED)
    (repository.folder / "notes.txt").write_text("time.sleep(1)")
    repository.run("git", "add", "--all")
    complaint = subprocess.run(
        ["git", "commit", "--message=stopped"],
        cwd=repository.folder,
        env=repository.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert complaint.returncode == 1
    assert "main.py:10:5: FAPI101" in complaint.stderr + complaint.stdout
    assert "main.py:17:5: FAPI109 pause() blocks" in complaint.stderr + complaint.stdout
    (repository.folder / "main.py").write_text("from fastapi import FastAPI\n\napp = FastAPI()\n")
    repository.run("git", "add", "--all")
    repository.run("git", "commit", "--quiet", "--message=let through")


RETURNED = """\
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/")
def read():
    return HTTPException(404)  # FAPI905: this is a 200
"""


def test_the_fix_hook_mends_what_it_can_and_stops_the_commit_once(repository: Repository) -> None:
    configure(repository, "local", local("fapi-fix"))
    repository.commit(main=RETURNED, helper=HELPER, other=RETURNED + ADDED)
    told = pre_commit(repository, "run", "--all-files", expect=1)
    assert "files were modified by this hook" in told
    fixed = (repository.folder / "main.py").read_text()
    assert fixed == RETURNED.replace("return HTTP", "raise HTTP")
    assert "FAPI905" not in told
    assert "FAPI109 pause() blocks" in told  # what is left is said
    pre_commit(repository, "run", "--all-files")


@pytest.mark.installs
def test_as_a_user_has_it(repository: Repository, tmp_path: Path) -> None:
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in ("flake8_fastapi", "docs"):
        shutil.copytree(ROOT / name, hooks / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, hooks)
    origin = Repository(hooks, repository.environment)
    origin.commit()
    revision = origin.run("git", "rev-parse", "HEAD").strip()
    repository.commit(main=APPLICATION + ADDED, helper=HELPER)
    configure(repository, hooks.as_uri(), [{"id": hook["id"]} for hook in HOOKS], rev=revision)
    repository.run("git", "add", "--all")
    told = pre_commit(repository, "run", "--all-files", expect=1)
    assert told.count("FAPI109 pause() blocks") == len(HOOKS)
    assert told.count("main.py:10:5: FAPI101") == len(HOOKS) - 1  # the last one fixes it
    assert told.count("files were modified by this hook") == 1
