"""Fixes in reports: whoever applies them to the file gets what the edits say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from report_kit import finding, report

from flake8_fastapi.cli import main
from flake8_fastapi.fixes.edit import Edit, Fix
from flake8_fastapi.reports.result import FileResult

TEXT = "from a import b\r\n\tx = 'ü😀'; sleep(1)\r\n\x0c\nlast"
"""With what is counted wrongly easily: CRLF, a tab, characters of two and four bytes, a form feed."""

AT_SLEEP = TEXT.index("sleep")
FIX = Fix(
    "unsafe",
    "Await asyncio.sleep",
    (
        Edit(0, 0, "import asyncio\r\n"),
        Edit(AT_SLEEP, AT_SLEEP + 5, "await asyncio.sleep"),
        Edit(TEXT.index("last"), len(TEXT), ""),
    ),
)
EXPECTED = "import asyncio\r\nfrom a import b\r\n\tx = 'ü😀'; await asyncio.sleep(1)\r\n\x0c\n"


@pytest.fixture
def result() -> FileResult:
    return FileResult("main.py", (finding(2, 11, fix=FIX), finding(2, 11)), TEXT)


def applied(edits: list[tuple[tuple[int, int], tuple[int, int], str]]) -> str:
    """Edits by 1-based lines and columns, made as an editor makes them."""
    lines = TEXT.replace("\r\n", "\r\n\0").replace("\x0c\n", "\x0c\n\0").split("\0")

    def offset(line: int, column: int) -> int:
        return sum(map(len, lines[: line - 1])) + column - 1

    text = TEXT
    for start, end, content in sorted(edits, reverse=True):
        text = text[: offset(*start)] + content + text[offset(*end) :]
    return text


def test_json(result: FileResult) -> None:
    with_fix, without = json.loads(report("json", result))
    assert without["fix"] is None
    fix = with_fix["fix"]
    assert (fix["applicability"], fix["message"]) == ("unsafe", "Await asyncio.sleep")

    def place(of: dict[str, int]) -> tuple[int, int]:
        return of["row"], of["column"]

    edits = [(place(e["location"]), place(e["end_location"]), e["content"]) for e in fix["edits"]]
    assert applied(edits) == EXPECTED


def test_sarif(result: FileResult) -> None:
    log = json.loads(report("sarif", result))
    schema = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text())
    jsonschema.Draft4Validator(schema).validate(log)
    with_fix, without = log["runs"][0]["results"]
    assert "fixes" not in without
    (fix,) = with_fix["fixes"]
    (change,) = fix["artifactChanges"]
    location = with_fix["locations"][0]["physicalLocation"]["artifactLocation"]
    assert change["artifactLocation"] == location

    def edit(of: dict[str, Any]) -> tuple[tuple[int, int], tuple[int, int], str]:
        region = of["deletedRegion"]
        start = region["startLine"], region["startColumn"]
        return start, (region["endLine"], region["endColumn"]), of["insertedContent"]["text"]

    assert applied([edit(each) for each in change["replacements"]]) == EXPECTED


def test_full(result: FileResult) -> None:
    text = report("full", result)
    assert text.count("= fix: Await asyncio.sleep (`fapi check --fix --unsafe-fixes`)\n") == 1
    safe = FileResult("main.py", (finding(2, fix=FIX._replace(safety="safe")),), TEXT)
    assert "(`fapi check --fix`)\n" in report("full", safe)


@pytest.mark.parametrize("output_format", ["json", "sarif"])
def test_without_the_text_no_places_are_made_up(output_format: str) -> None:
    text = report(output_format, FileResult("main.py", (finding(2, fix=FIX),), None))
    assert "Await asyncio.sleep" not in text


SOURCE = (
    "from fastapi import FastAPI, HTTPException\r\n\r\napp = FastAPI()\r\n\r\n\r\n"
    "@app.get('/ü😀')\r\ndef read():\r\n    'ü😀'; return HTTPException(404)\r\n\r\n\r\n"
    "@app.get('/b')\r\ndef other():\r\n    return HTTPException(404)  # ü\r\n"
)


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_edits_of_fapi_check_do_what_its_fix_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], start: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "main.py"
    path.write_bytes(start + SOURCE.encode())
    assert main(["check", "--quiet", "--output-format=json"]) == 1
    told = json.loads(capsys.readouterr().out)
    edits = [edit for entry in told if entry["fix"] for edit in entry["fix"]["edits"]]
    assert edits
    lines = SOURCE.splitlines(keepends=True)
    for edit in sorted(edits, key=lambda each: -each["location"]["row"]):
        first, last = edit["location"], edit["end_location"]
        assert first["row"] == last["row"]
        line = lines[first["row"] - 1]
        lines[first["row"] - 1] = line[: first["column"] - 1] + edit["content"] + line[last["column"] - 1 :]
    assert main(["check", "--quiet", "--fix"]) in (0, 1)
    assert path.read_bytes() == start + "".join(lines).encode()


def test_full_says_where_a_fix_may_be_had() -> None:
    text = report("full", FileResult("main.py", (finding(code="FAPI905"),), "return 1\n"))
    assert "= fix: where it can be made, `fapi check --diff` shows it\n" in text
