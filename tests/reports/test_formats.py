"""Every format holds every finding, and is what its readers take."""

from __future__ import annotations

import io
import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
import xmlschema
from report_kit import SHOP, checked, finding, report

from flake8_fastapi.reports import FORMATS, write_report
from flake8_fastapi.reports.result import FileResult

SCHEMAS = Path(__file__).parent / "schemas"


@pytest.fixture
def shop() -> list[FileResult]:
    return [checked(path, path.relative_to(SHOP).as_posix()) for path in sorted(SHOP.rglob("*.py"))]


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
    xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd").validate(ElementTree.fromstring(report("junit", *shop)))


def test_code_without_a_page() -> None:
    result = FileResult("main.py", (finding(code="FAPI000", message="internal error"),), "x = 1\n")
    for output_format in FORMATS:
        assert "FAPI000" in report(output_format, result)
