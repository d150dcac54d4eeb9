"""Every knowledge table keeps to the format, and to the library that it speaks of."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from knowledge_check import installed_versions, problems_of_names
from knowledge_format import (
    distributions,
    load,
    parse_type,
    problems_of_format,
    untraceable_types,
)
from knowledge_inspection import MISSING, dotted
from knowledge_lists import Lists, problems_of_lists, read_lists

ROOT = Path(__file__).resolve().parent.parent
KNOWLEDGE = ROOT / "flake8_fastapi" / "knowledge"
CHECK = Path(__file__).resolve().parent / "knowledge_check.py"
TABLES = sorted((KNOWLEDGE / "libraries").glob("*.toml"))


def normalised(requirement: str) -> str:
    """The name of a requirement as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", requirement)[0]).lower()


def libraries_extra() -> set[str]:
    """The distributions of the project's `libraries` extra, which CI installs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {normalised(line) for line in project["optional-dependencies"]["libraries"]}


def test_there_are_tables() -> None:
    assert len(TABLES) > 50


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_table_keeps_to_the_format(path: Path) -> None:
    assert list(problems_of_format(load(path), path.stem)) == []


def test_types_lead_to_a_described_class() -> None:
    assert list(untraceable_types({path.stem: load(path) for path in TABLES})) == []


def test_names_of_older_releases_lead_to_described_ones() -> None:
    tables = {path.stem: load(path) for path in TABLES}
    described = {
        name
        for table in tables.values()
        for names in (table.get("classes", {}), table.get("returns", {}), *table.get("blocking", {}).values())
        for name in names
    }
    modules = {name.rpartition(".")[0] for name in described}
    methods = {
        f"{name}.{method}"
        for table in tables.values()
        for name, row in table.get("classes", {}).items()
        for method in (*row.get("blocks", ()), *row.get("coroutines", ()))
    }
    for stem, table in tables.items():
        for other, used in table.get("formerly", {}).items():
            listed = {used, f"{used.rpartition('.')[0]}.*"}
            assert listed & (described | modules | methods), f"{stem}.toml: {other}"
            assert other not in described, f"{stem}.toml: {other}"


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_versions_are_written_down(path: Path) -> None:
    library = load(path)["library"]
    assert library["version"] or library.get("unchecked"), "run tools/check_libraries.py"


def test_libraries_extra_holds_what_tables_need() -> None:
    needed = {normalised(each) for path in TABLES for each in distributions(load(path))}
    assert libraries_extra() - needed == set()


@pytest.mark.libraries
@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_names_exist_in_the_library(path: Path) -> None:
    tables = load(path)
    if reason := tables["library"].get("unchecked"):
        pytest.skip(reason)
    missing = [name for name, version in installed_versions(tables).items() if version is None]
    needed = {normalised(requirement) for requirement in distributions(tables)}
    if missing and needed <= libraries_extra():
        pytest.fail(f"not installed, though in the libraries extra: {', '.join(missing)}")
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    # In a process of its own, because some libraries change Python when they are imported.
    check = [sys.executable, str(CHECK), str(path)]
    run = subprocess.run(check, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_lists_of_callables_keep_to_the_format() -> None:
    assert list(problems_of_lists(KNOWLEDGE)) == []


def test_lists_of_callables_are_checked_with_a_table() -> None:
    assert read_lists(KNOWLEDGE).packages() - {path.stem for path in TABLES} == set()


@pytest.mark.parametrize(
    ("places", "problem"),
    [
        ({"json.loud": []}, "json.loud does not exist"),
        ({"json.load": [9]}, "json.load has no argument 9"),
        ({"json.JSONEncoder.encode": [1]}, "json.JSONEncoder.encode has no argument 1"),
        ({"json.JSONDecoder.decode": [1, "s"]}, "json.JSONDecoder.decode: argument 1 is not s"),
    ],
)
def test_wrong_callables_are_found(places: dict[str, list[int | str]], problem: str) -> None:
    assert problems_of_names(table(), Lists(places)) == [problem]


def test_right_callables_pass() -> None:
    lists = Lists({"json.JSONDecoder.decode": [0, "s"], "json.load": [0, "fp"], "yaml.x": [0]})
    assert problems_of_names(table(), lists) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("self", "self"),
        ("requests.Session", "instance"),
        ("list of requests.Response", "list"),
        ("list of argument 0", "list"),
        ("class requests.Session", "class"),
        ("argument 0", "argument"),
        ("argument session", "argument"),
        ("argument fn as a.Tool", "argument as"),
        ("instance of argument cls", "instance of argument"),
        ("kept class_ or sqlalchemy.orm.Session", "kept"),
        ("kept selected", "kept by an object"),
        ("tuple of a.Figure and a.Axes", "tuple"),
        ("perhaps a.Model", "instance"),
        ("kept selected of argument 0", "kept by an object"),
        ("a.Result keeping selected", "keeping"),
        ("a.Result keeping selected of argument 0 as scalar", "keeping"),
        ("where use_async instructor.AsyncInstructor else instructor.Instructor", "where"),
    ],
)
def test_types_are_understood(text: str, kind: str) -> None:
    assert parse_type(text)[0] == kind


@pytest.mark.parametrize("text", ["", "Session", "a Session", "list requests.Session", "class x"])
def test_malformed_types_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a type"):
        parse_type(text)


def table(**tables: Any) -> dict[str, Any]:
    """A table about the standard library's json with nothing wrong, and what is given."""
    library = {"import": "json", "distribution": "", "version": "", "category": "file", "cure": ""}
    return {"library": library, **tables}


@pytest.mark.parametrize(
    ("tables", "problem"),
    [
        (table(blocked={}), "[blocked] is not a table of the format"),
        (table(blocking={"disk": ["json.load"]}), "[blocking]: unknown category 'disk'"),
        (table(blocking={"file": "json.load"}), "[blocking] file is not a list of names"),
        (
            table(blocking={"file": ["yaml.load"]}),
            "[blocking]: yaml.load is never looked up in json.toml",
        ),
        (
            table(blocking={"file": ["json.load"], "cpu": ["json.load"]}),
            "[blocking] has json.load twice",
        ),
        (
            table(blocking={"file": ["json.load"]}, coroutines={"names": ["json.load"]}),
            "json.load is both blocking and a coroutine",
        ),
        (table(returns={"json.load": "Json"}), "[returns] json.load: 'Json' is not a type"),
        (
            table(classes={"json.JSONEncoder": {"block": ["encode"]}}),
            '[classes."json.JSONEncoder"] has an unknown key block',
        ),
        (
            table(classes={"json.JSONEncoder": {"silent": ["encode"]}}),
            '[classes."json.JSONEncoder"] has silent methods but no "*" and no bases',
        ),
        (
            table(classes={"json.JSONEncoder": {"returns": {"encode": "kept indent or json.X"}}}),
            '[classes."json.JSONEncoder"] returns encode: indent is not in keeps',
        ),
        (
            table(classes={"json.JSONEncoder": {"categories": {"encode": "cpu"}}}),
            '[classes."json.JSONEncoder"] categories: encode is not in blocks',
        ),
        (table(check={"awaited": []}), "[check] has an unknown key awaited"),
        (
            table(aliases={"json.Decoder": "json.Decoder.Decoder"}),
            "[aliases] json.Decoder: json.Decoder.Decoder begins with the name that it stands for",
        ),
    ],
)
def test_breaches_of_the_format_are_found(tables: dict[str, Any], problem: str) -> None:
    assert list(problems_of_format(tables, "json")) == [problem]


@pytest.mark.parametrize(
    ("tables", "problem"),
    [
        ({"blocking": {"file": ["json.loud"]}}, "json.loud does not exist"),
        (
            {"blocking": {"wait": ["asyncio.sleep"]}},
            "asyncio.sleep is listed as blocking but must be awaited",
        ),
        ({"blocking": {"file": ["json.decoder"]}}, "json.decoder is not callable"),
        (
            {"coroutines": {"names": ["json.load"]}},
            "json.load is listed as a coroutine but nothing shows that it must be awaited",
        ),
        ({"returns": {"json.load": "json.Result"}}, "json.load: type json.Result does not exist"),
        ({"returns": {"json.load": "argument 7"}}, "json.load has no argument 7"),
        (
            {"aliases": {"json.load": "json.loads"}},
            "[aliases] json.load is another object than json.loads",
        ),
        ({"classes": {"json.Encoder": {}}}, "json.Encoder does not exist"),
        ({"classes": {"json.load": {}}}, "json.load is not a class"),
        (
            {"classes": {"json.JSONEncoder": {"blocks": ["write"]}}},
            "json.JSONEncoder.write does not exist",
        ),
        (
            {"classes": {"json.JSONEncoder": {"reading_blocks": ["size"]}}},
            "json.JSONEncoder.size does not exist",
        ),
        (
            {"classes": {"asyncio.Queue": {"blocks": ["*"], "silent": ["get"]}}},
            "asyncio.Queue.join is listed as blocking but must be awaited",
        ),
        (
            {"classes": {"asyncio.Queue": {"coroutines": ["*"], "silent": ["empty", "full"]}}},
            "asyncio.Queue.get_nowait is listed as a coroutine but nothing shows that it must be awaited",
        ),
        (
            {"classes": {"json.JSONEncoder": {"keeps": ["cls"]}}},
            "json.JSONEncoder: the constructor has no argument cls",
        ),
        (
            {"classes": {"json.JSONEncoder": {"enter": "self"}}},
            "json.JSONEncoder: enter, but the class has no __enter__",
        ),
        (
            {"classes": {"json.JSONEncoder": {"bases": ["json.Base"]}}},
            "json.JSONEncoder: base json.Base does not exist",
        ),
        (
            {"classes": {"queue.Queue": {"unless": {"get": {"argument": "block", "position": 1}}}}},
            "queue.Queue.get: argument 1 is not block",
        ),
        ({"check": {"dynamic": ["json.load"]}}, "[check] json.load: the mark is not needed"),
        (
            {"check": {"python": {"json.load": ">=3.99"}}, "blocking": {"file": ["json.load"]}},
            "[check] python json.load: this Python has it all the same",
        ),
    ],
)
def test_wrong_names_are_found(tables: dict[str, Any], problem: str) -> None:
    assert problem in problems_of_names(table(**tables))


@pytest.mark.parametrize(
    "tables",
    [
        {"blocking": {"file": ["json.load", "json.JSONEncoder"]}},
        {"blocking": {"file": ["json.nothing"]}, "check": {"python": {"json.nothing": ">=3.99"}}},
        {"coroutines": {"names": ["asyncio.sleep", "asyncio.wait_for"]}},
        {"aliases": {"json.decoder.JSONDecoder": "json.JSONDecoder"}},
        {"classes": {"asyncio.Queue": {"coroutines": ["get", "put", "join"]}}},
        {"classes": {"json.JSONEncoder": {"attributes": {"indent": "json.JSONEncoder"}}}},
        {
            "classes": {"json.JSONEncoder": {"blocks": ["made"]}},
            "check": {"dynamic": ["json.JSONEncoder.made"]},
        },
    ],
)
def test_right_names_pass(tables: dict[str, Any]) -> None:
    assert problems_of_names(table(**tables)) == []


def test_library_that_cannot_be_imported_is_found() -> None:
    tables = table()
    tables["library"]["import"] = "no_such_library"
    [problem] = problems_of_names(tables)
    assert problem.startswith("no_such_library cannot be imported: ModuleNotFoundError")


def test_unknown_spelling_of_a_described_class_is_found() -> None:
    files = {"json": table(returns={"json.load": "json.encoder.Encoder"})}
    expected = "json.toml [returns] json.load: no table describes json.encoder.Encoder"
    assert list(untraceable_types(files)) == [expected]


def test_dotted_names_reach_modules_that_nobody_imported() -> None:
    assert dotted("xml.dom.minidom.parse").__name__ == "parse"
    assert dotted("xml.dom.minidom.nothing") is MISSING
