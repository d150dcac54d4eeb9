"""The files that docs/code-review.md shows are ones that GitHub, GitLab and pre-commit take."""

from __future__ import annotations

import importlib.resources
import json
import re
from pathlib import Path

import pytest
from review_kit import ADDED, APPLICATION, HELPER, Repository

from flake8_fastapi.reports import FORMATS

yaml = pytest.importorskip("yaml")
pytest.importorskip("check_jsonschema")

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "code-review.md").read_text(encoding="utf-8")
SHOWN = dict(re.findall(r"^<!-- file: (\S+) -->\n```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))


def _schema(name: str) -> Path:
    folder = importlib.resources.files("check_jsonschema") / "builtin_schemas" / "vendor"
    return Path(str(folder / name))


@pytest.mark.parametrize(
    ("pattern", "schema"), [(".github/workflows/", "github-workflows.json"), (".gitlab-ci", "gitlab-ci.json")]
)
def test_shown_jobs_hold_to_the_schemas(tmp_path: Path, pattern: str, schema: str) -> None:
    from check_jsonschema import main

    names = [name for name in SHOWN if name.startswith(pattern)]
    assert names
    for name in names:
        path = tmp_path / Path(name).name
        path.write_text(SHOWN[name])
        with pytest.raises(SystemExit) as ended:
            main(["--schemafile", str(_schema(schema)), "--data-transform", "gitlab-ci", str(path)])
        assert ended.value.code in (0, None)


def test_shown_jobs_would_not_pass_with_a_mistake(tmp_path: Path) -> None:
    from check_jsonschema import main

    path = tmp_path / "fapi.yml"
    path.write_text(SHOWN[".github/workflows/fapi.yml"].replace("runs-on", "runs_on"))
    with pytest.raises(SystemExit) as ended:
        main(["--schemafile", str(_schema("github-workflows.json")), str(path)])
    assert ended.value.code == 1


def test_the_hooks_that_are_shown_are_there() -> None:
    shown = yaml.safe_load(SHOWN[".pre-commit-config.yaml"])["repos"][0]["hooks"]
    there = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    assert {hook["id"] for hook in shown} <= there
    assert set(re.findall(r"`([\w-]+)` is a third hook", PAGE)) == there - {hook["id"] for hook in shown}


def test_all_formats_are_listed() -> None:
    rows = re.findall(r"^\| (`[^|]*) \|", PAGE.partition("| `--output-format` | for |")[2], re.MULTILINE)
    assert set(re.findall(r"`([a-z-]+)`", "".join(rows))) == set(FORMATS)


def test_the_commands_of_the_jobs_do_what_is_said(repository: Repository) -> None:
    """Each ``fapi`` command of the page is run in a shell; what it writes is a report of the format."""
    repository.commit(main=APPLICATION + ADDED, helper=HELPER)
    commands = set(re.findall(r"(?:- (?:run: )?|^)(fapi check .*)$", PAGE, re.MULTILINE))
    assert len(commands) == 4
    for command in commands:
        found = repository.run("sh", "-c", command, expect=0 if "--exit-zero" in command else 1)
        assert found == "" or found.startswith("::error title=FAPI101 blocking-sleep,file=main.py,line=10")
    log = json.loads((repository.folder / "fapi.sarif").read_text())
    assert [found["ruleId"] for found in log["runs"][0]["results"]] == ["FAPI101", "FAPI109"]
    issues = json.loads((repository.folder / "gl-code-quality-report.json").read_text())
    assert [issue["location"]["path"] for issue in issues] == ["main.py", "main.py"]
    assert (repository.folder / "findings.txt").read_text().startswith("main.py:10:5: FAPI101")
