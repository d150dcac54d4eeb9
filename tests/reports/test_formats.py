"""Every format holds every finding, and is what its readers take."""

from __future__ import annotations

import io
import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
import xmlschema
from report_kit import finding, report, step

from flake8_fastapi.reports import FORMATS, write_report
from flake8_fastapi.reports.result import FileResult

SCHEMAS = Path(__file__).parent / "schemas"


@pytest.mark.parametrize("output_format", FORMATS)
def test_every_finding_is_in_every_report(shop: list[FileResult], output_format: str) -> None:
    count = sum(len(result.findings) for result in shop)
    assert count >= 5
    text = report(output_format, *shop)
    mark = {"full": "-->", "concise": ": FAPI109 ", "json": '"code"', "json-lines": '"code"'}
    mark |= {"github": "::error ", "gitlab": '"check_name"', "sarif": '"ruleId"', "junit": "<failure "}
    assert text.count(mark[output_format]) == count


@pytest.mark.parametrize("output_format", FORMATS)
def test_no_findings(output_format: str) -> None:
    text = report(output_format, FileResult("main.py", (), "x = 1\n"))
    if output_format in ("json", "gitlab"):
        assert json.loads(text) == []
    elif output_format == "sarif":
        assert json.loads(text)["runs"][0]["results"] == []
    elif output_format == "junit":
        assert ElementTree.fromstring(text).get("failures") == "0"
    else:
        assert text == ""


def test_an_unknown_format() -> None:
    with pytest.raises(ValueError, match="'html' is no output format; there are full, concise"):
        write_report("html", [], io.StringIO(), color=False)


def test_sarif_holds_to_the_official_schema(shop: list[FileResult]) -> None:
    schema = json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text())
    jsonschema.Draft4Validator(schema).validate(json.loads(report("sarif", *shop)))


def test_junit_holds_to_the_schema_of_jenkins(shop: list[FileResult]) -> None:
    schema = xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd")
    schema.validate(ElementTree.fromstring(report("junit", *shop)))
    schema.validate(ElementTree.fromstring(report("junit")))


GITLAB = {
    "type": "array",
    "items": {
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "pattern": "^FAPI[0-9]{3}$"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "required": ["path", "positions"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": "^(/|[.]/)"}},
                    "positions": {
                        "required": ["begin"],
                        "properties": {
                            "begin": {
                                "required": ["line"],
                                "properties": {"line": {"type": "integer", "minimum": 1}},
                            }
                        },
                    },
                },
            },
        },
    },
}


def test_gitlab_has_what_gitlab_documents(
    shop: list[FileResult], shop_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shop_folder)
    issues = json.loads(report("gitlab", *shop))
    jsonschema.validate(issues, GITLAB)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


@pytest.mark.parametrize("output_format", FORMATS)
def test_a_code_without_a_page(output_format: str) -> None:
    result = FileResult("main.py", (finding(code="FAPI000", message="internal error"),), "x = 1\n")
    assert "FAPI000" in report(output_format, result)


@pytest.mark.parametrize("output_format", FORMATS)
def test_a_file_whose_text_is_not_at_hand(output_format: str) -> None:
    result = FileResult("main.py", (finding(7, chain=(step(),)),), None)
    assert "FAPI101" in report(output_format, result)


HOSTILE = 'a%b\r\n::error::c,d:e <f> & "g" \x1b[31m \x00 \udcff'


@pytest.mark.parametrize("output_format", FORMATS)
def test_text_that_would_break_a_format(output_format: str) -> None:
    path = "odd %,:<&\x07.py"
    result = FileResult(path, (finding(message=HOSTILE, chain=(step(HOSTILE),)),), "x = '\x1b[2J'\n")
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", newline="")
    write_report(output_format, [result], stream, color=False)
    stream.flush()
    text = stream.buffer.getvalue().decode("ascii")  # type: ignore[attr-defined]
    if output_format in ("json", "json-lines"):
        entry = json.loads(text)
        entry = entry[0] if output_format == "json" else entry
        assert entry["message"] == HOSTILE
        assert entry["filename"] == path
    elif output_format == "gitlab":
        assert json.loads(text)[0]["description"] == f"FAPI101: {HOSTILE}"
    elif output_format == "sarif":
        found = json.loads(text)["runs"][0]["results"][0]
        assert found["message"]["text"] == HOSTILE
        artifact = found["locations"][0]["physicalLocation"]["artifactLocation"]
        assert artifact["uri"] == "odd%20%25%2C%3A%3C%26%07.py"
    elif output_format == "junit":
        failure = ElementTree.fromstring(text.replace("\\ufffd", "?")).find(".//failure")
        assert failure is not None
        assert '::error::c,d:e <f> & "g"' in (failure.text or "")
    elif output_format == "github":
        command, message = text.rstrip("\n").split("::", 2)[1:]
        assert "file=odd %25%2C%3A<&" in command
        assert message.startswith("FAPI101 a%25b%0D%0A::error::c,d:e")
        assert text.count("\n") == 1
    else:
        assert "\x1b" not in text
        assert "\x00" not in text


def test_github_escapes_come_back_as_they_were() -> None:
    """As the runner of GitHub Actions reads a command: properties first, then their escapes."""
    result = FileResult("a,b:c%2C.py", (finding(message="50% of a: b, c\nd"),), "x = 1\n")
    head, data = report("github", result).rstrip("\n").removeprefix("::error ").split("::", 1)
    properties = dict(part.split("=", 1) for part in head.split(","))
    for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        properties = {name: value.replace(escape, character) for name, value in properties.items()}
        data = data.replace(escape, character) if escape not in ("%3A", "%2C") else data
    assert properties["file"] == "a,b:c%2C.py"
    assert properties["title"] == "FAPI101 blocking-sleep"
    assert data == "FAPI101 50% of a: b, c\nd"
