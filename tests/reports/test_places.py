"""Where findings and the steps of their chains are said to be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from report_kit import checked, finding, report, step

from flake8_fastapi.reports.fingerprints import fingerprints
from flake8_fastapi.reports.places import portable_path, step_path, uri_reference
from flake8_fastapi.reports.result import FileResult
from flake8_fastapi.reports.text_lines import TextLines


@pytest.mark.parametrize(
    ("working", "checked_file", "expected"),
    [
        (".", "app/main.py", "app/crud.py"),
        (".", "./app/main.py", "./app/crud.py"),
        ("app", "main.py", "crud.py"),
        ("app", "../app/main.py", "../app/crud.py"),
        ("..", "project/app/main.py", "project/app/crud.py"),
    ],
)
def test_steps_are_named_like_the_checked_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, working: str, checked_file: str, expected: str
) -> None:
    project = tmp_path / "project"
    (project / "app").mkdir(parents=True)
    for name in ("pyproject.toml", "app/main.py", "app/crud.py"):
        (project / name).touch()
    monkeypatch.chdir(project / working)
    assert step_path(checked_file, step(path="app/crud.py")) == expected
    absolute = str(project / "app" / "main.py")
    assert step_path(absolute, step(path="app/crud.py")) == str(project / "app" / "crud.py")


def test_portable_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert portable_path("./app/main.py") == "app/main.py"
    assert portable_path(str(tmp_path / "app" / "main.py")) == "app/main.py"
    assert portable_path("../main.py") == "../main.py"
    outside = str(tmp_path.parent / "main.py")
    assert portable_path(outside) == outside
    assert uri_reference("app/grüße a.py") == ("app/gr%C3%BC%C3%9Fe%20a.py", True)
    assert uri_reference("a:b.py") == ("a%3Ab.py", True)
    assert uri_reference("../main.py") == (Path(outside).as_uri(), False)
    assert uri_reference("bytes\udcff.py") == ("bytes%FF.py", True)


def test_the_code_flow_of_a_real_chain_leads_through_real_lines(shop: list[FileResult]) -> None:
    log = json.loads(report("sarif", *shop))
    flows = [found["codeFlows"][0]["threadFlows"][0]["locations"] for found in log["runs"][0]["results"]]
    assert max(map(len, flows)) >= 4
    for flow in flows:
        for place in flow:
            name = place["location"]["message"]["text"]
            line = _line_at(place["location"]["physicalLocation"])
            assert name == "starts here" or name.split(".")[-1] in line


def _line_at(place: dict[str, Any]) -> str:
    path = place["artifactLocation"]["uri"].removeprefix("file://")
    return Path(path).read_text().splitlines()[int(place["region"]["startLine"]) - 1]


def test_columns_are_characters_and_count_from_1(tmp_path: Path) -> None:
    source = "import time\n\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\n\n"
    source += "@app.get('/')\nasync def read() -> None:\n    'ü😀'; time.sleep(1)\n"
    path = tmp_path / "main.py"
    path.write_text(source, encoding="utf-8")
    result = checked(path)
    assert [(each.code, each.line) for each in result.findings] == [("FAPI101", 10)]
    column = source.splitlines()[9].index("time") + 1
    assert f":10:{column}: FAPI101" in report("concise", result)
    assert f"line=10,col={column}::" in report("github", result)
    assert json.loads(report("json", result))[0]["location"] == {"row": 10, "column": column}
    run = json.loads(report("sarif", result))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    line = {"text": source.splitlines()[9]}
    assert region == {"startLine": 10, "startColumn": column, "snippet": line}


LINE = "    time.sleep(1)\n"


def test_fingerprints_stay_when_lines_move() -> None:
    before = FileResult("main.py", (finding(2, 4), finding(3, 4)), f"def f():\n{LINE}{LINE}")
    after = FileResult("main.py", (finding(5, 4), finding(9, 8)), f"\n\n\n\n{LINE}\n\n\n    {LINE}")
    assert fingerprints(before) == fingerprints(after)
    assert len(set(fingerprints(before))) == 2


def test_fingerprints_differ_where_findings_do() -> None:
    of = {
        fingerprints(FileResult(path, (finding(code=code),), text))[0]
        for path in ("a.py", "b.py")
        for code in ("FAPI101", "FAPI102")
        for text in ("time.sleep(1)\n", "time.sleep(2)\n")
    }
    assert len(of) == 8


def test_fingerprints_without_the_text_leave_out_line_numbers_of_the_message() -> None:
    one, other = (
        FileResult("main.py", (finding(line, message=f"blocks: get (app/crud.py:{line})"),), None)
        for line in (3, 70)
    )
    assert fingerprints(one) == fingerprints(other)


def test_lines_are_pythons_lines() -> None:
    lines = TextLines("a\x0c\x1c\u2028b\r\nc\rd\n\ne")
    assert [lines.line(number) for number in range(1, len(lines) + 1)] == [
        "a\x0c\x1c\u2028b",
        "c",
        "d",
        "",
        "e",
    ]
    assert lines.line(0) == lines.line(6) == ""
    assert lines.place(0) == (1, 0)
    assert lines.place(7) == (2, 0)
    assert lines.place(12) == (5, 0)
    assert lines.place(13) == (5, 1)


def test_the_place_behind_a_last_line_end_is_a_line_of_its_own() -> None:
    assert TextLines("a\n").place(2) == (2, 0)
    assert TextLines("").place(0) == (1, 0)
