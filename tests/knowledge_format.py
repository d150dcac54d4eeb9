"""The table format of docs/knowledge.md, held against one file without importing any library."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

CATEGORIES = frozenset(
    {
        "sleep", "http", "database", "session", "file", "subprocess",
        "client", "cpu", "metadata", "wait", "lock", "nested-loop",
    }
)  # fmt: skip

NAMES = "list of names"
TEXT = "text"
FLAG = "true or false"
TYPES = "table of types"
TABLE = "table"

TABLES = (
    "library", "blocking", "lazy", "unless", "returns", "coroutines", "aliases", "formerly", "classes",
    "check",
)  # fmt: skip

LIBRARY_KEYS = {
    "import": TEXT,
    "distribution": TEXT,
    "version": TEXT,
    "category": TEXT,
    "cure": TEXT,
    "unchecked": TEXT,
}
LIBRARY_REQUIRED = ("import", "distribution", "version", "category", "cure")

CLASS_KEYS = {
    "bases": NAMES,
    "blocks": NAMES,
    "silent": NAMES,
    "lazy": NAMES,
    "lazy_when": TABLE,
    "category": TEXT,
    "cure": TEXT,
    "categories": TABLE,
    "reading_blocks": NAMES,
    "coroutines": NAMES,
    "returns": TYPES,
    "attributes": TYPES,
    "enter": TEXT,
    "enter_blocks": FLAG,
    "async_enter": TEXT,
    "awaited": TEXT,
    "iterates": TEXT,
    "iterating_blocks": FLAG,
    "call": TEXT,
    "call_blocks": FLAG,
    "runs_function": NAMES,
    "keeps": NAMES,
    "selects_itself": FLAG,
    "may_be": NAMES,
    "unless": TABLE,
    "beyond_file": NAMES,
}

# What inspection cannot see. `awaitable`: must be awaited, though nothing about the object
# shows it. `dynamic`: members that the library makes at run time (`__getattr__`).
# `stands_for`: a name that people call and annotate like a class but that is a factory
# function, with the class that it makes. `python`: names that only some Python versions
# have, with the condition (">=3.12", "<3.13"); a module or class stands for all in it.
CHECK_KEYS = {"awaitable": NAMES, "dynamic": NAMES, "stands_for": TABLE, "python": TABLE}

KEEPING = re.compile(r"(\S+) keeping \w+( of argument (\d+|[A-Za-z_]\w*))?( as \w+)?")
DOTTED = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)+")
IDENTIFIER = re.compile(r"[A-Za-z_]\w*")
PYTHON_CONDITION = re.compile(r"(>=|<)3\.\d+")


def load(path: Path) -> dict[str, Any]:
    """The tables of a file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def parse_type(text: str) -> tuple[str, tuple[str, ...]]:
    """The kind of a written type and its parts; ValueError when it is none.

    Kinds: self, instance (class), list (item type), tuple (member types), class (class), argument (which),
    argument as (which, class), instance of argument (which), implementation of argument (which),
    kept (argument, class),
    kept by an object (name, which), keeping (which, class), where (argument, class, class).
    """
    if text == "self":
        return "self", ()
    if text.startswith("list of "):
        item = text.removeprefix("list of ")
        parse_type(item)
        return "list", (item,)
    if text.startswith("tuple of "):
        members = text.removeprefix("tuple of ").split(" and ")
        for member in members:
            parse_type(member)
        return "tuple", tuple(members)
    if text.startswith("perhaps "):
        kind, parts = "instance", (text.removeprefix("perhaps "),)
    elif text.startswith("class "):
        kind, parts = "class", (text.removeprefix("class "),)
    elif match := re.fullmatch(r"((?:instance|implementation) of )?argument (\d+|[A-Za-z_]\w*)", text):
        return f"{match[1] or ''}argument", (match[2],)
    elif match := re.fullmatch(r"argument (\w+) as (\S+)", text):
        kind, parts = "argument as", (match[1], match[2])
    elif match := re.fullmatch(r"kept (\w+) or (\S+)", text):
        kind, parts = "kept", (match[1], match[2])
    elif match := re.fullmatch(r"kept (\w+)( of argument (\d+|[A-Za-z_]\w*))?", text):
        return "kept by an object", (match[1],) if match[3] is None else (match[1], match[3])
    elif match := KEEPING.fullmatch(text):
        kind, parts = "keeping", (*(each for each in (match[3],) if each is not None), match[1])
    elif match := re.fullmatch(r"where (\w+) (\S+) else (\S+)", text):
        parse_type(match[2])
        kind, parts = "where", (match[1], match[2], match[3])
    else:
        kind, parts = "instance", (text,)
    if not DOTTED.fullmatch(parts[-1]):
        raise ValueError(f"{text!r} is not a type")
    return kind, parts


def classes_in(text: str) -> Iterator[str]:
    """The dotted classes that a written type names."""
    kind, parts = parse_type(text)
    if kind == "list":
        yield from classes_in(parts[0])
    elif kind == "where":
        yield from parts[1:]
    elif kind == "tuple":
        for part in parts:
            yield from classes_in(part)
    elif kind in ("argument as", "instance", "class", "kept", "keeping"):
        yield parts[-1]


def problems_of_format(tables: Mapping[str, Any], file_stem: str) -> Iterator[str]:
    """Everything in a file that docs/knowledge.md does not allow."""
    shape = [*_shape(tables)]
    if shape:
        yield from shape
        return
    yield from _library(tables.get("library", {}), file_stem)
    yield from _functions(tables, file_stem)
    for table in ("aliases", "formerly"):
        for other, used in tables.get(table, {}).items():
            yield from _own_name(f"[{table}]", other, file_stem)
            if not isinstance(used, str) or not DOTTED.fullmatch(f"{used}.x"):
                yield f"[{table}] {other}: {used!r} is not a dotted name"
            elif used.startswith(f"{other}."):
                yield f"[{table}] {other}: {used} begins with the name that it stands for"
    for name, row in tables.get("classes", {}).items():
        yield from _own_name("[classes]", name, file_stem)
        yield from _class(f'[classes."{name}"]', row)
    yield from _check(tables.get("check", {}))


def _shape(tables: Mapping[str, Any]) -> Iterator[str]:
    for name, content in tables.items():
        if name not in TABLES:
            yield f"[{name}] is not a table of the format"
        elif not isinstance(content, dict):
            yield f"{name} is not a table"
    for name, row in _table(tables.get("classes")).items():
        if not isinstance(row, dict):
            yield f"[classes.{name}] is not a table"


def _library(library: Mapping[str, Any], file_stem: str) -> Iterator[str]:
    yield from _keys("[library]", library, LIBRARY_KEYS)
    for key in LIBRARY_REQUIRED:
        if key not in library:
            yield f"[library] has no {key}"
    if library.get("import") != file_stem:
        yield f"[library] import is {library.get('import')!r}, the file is {file_stem}.toml"
    yield from _category("[library]", library.get("category"))


def _functions(tables: Mapping[str, Any], file_stem: str) -> Iterator[str]:
    yield from _blocking(tables.get("blocking", {}), file_stem)
    for name, text in tables.get("returns", {}).items():
        yield from _own_name("[returns]", name, file_stem)
        yield from _type(f"[returns] {name}", text)
    coroutines = tables.get("coroutines", {})
    yield from _keys("[coroutines]", coroutines, {"names": NAMES})
    for name in _names(coroutines.get("names")):
        yield from _own_name("[coroutines]", name, file_stem)
    blocking = {n for names in tables.get("blocking", {}).values() for n in _names(names)}
    for name in sorted(blocking.intersection(_names(coroutines.get("names")))):
        yield f"{name} is both blocking and a coroutine"
    lazy = tables.get("lazy", {})
    yield from _keys("[lazy]", lazy, {"names": NAMES, "when": TABLE})
    for name in sorted({*_names(lazy.get("names")), *_table(lazy.get("when"))} - blocking):
        yield f"[lazy] {name} is not in [blocking]"
    for name, condition in _table(tables.get("unless")).items():
        yield from _unless(f"[unless] {name}", condition)
        if name not in blocking:
            yield f"[unless] {name} is not in [blocking]"


def _blocking(blocking: Mapping[str, Any], file_stem: str) -> Iterator[str]:
    seen: set[str] = set()
    for category, names in blocking.items():
        yield from _category("[blocking]", category)
        yield from _value(f"[blocking] {category}", names, NAMES)
        for name in _names(names):
            yield from _own_name("[blocking]", name, file_stem)
            if name in seen:
                yield f"[blocking] has {name} twice"
            seen.add(name)


def _class(where: str, row: Mapping[str, Any]) -> Iterator[str]:
    yield from _keys(where, row, CLASS_KEYS)
    if "category" in row:
        yield from _category(where, row["category"])
    for method, category in _table(row.get("categories")).items():
        yield from _category(f"{where} categories {method}", category)
        if method not in _names(row.get("blocks")) and "*" not in _names(row.get("blocks")):
            yield f"{where} categories: {method} is not in blocks"
    yield from _types_of_class(where, row)
    yield from _methods(where, row)
    for base in _names(row.get("bases")):
        if not DOTTED.fullmatch(base):
            yield f"{where} bases: {base!r} is not a dotted name"
    for method, condition in _table(row.get("unless")).items():
        yield from _unless(f"{where} unless {method}", condition)


def _types_of_class(where: str, row: Mapping[str, Any]) -> Iterator[str]:
    for key in ("enter", "async_enter", "awaited", "iterates", "call"):
        if key in row:
            yield from _type(f"{where} {key}", row[key])
    for key in ("returns", "attributes"):
        for name, text in _table(row.get(key)).items():
            yield from _member(where, name)
            yield from _type(f"{where} {key} {name}", text)
            kept = re.match(r"kept (\w+) or ", str(text))
            if kept and kept[1] not in _names(row.get("keeps")) and not row.get("selects_itself"):
                yield f"{where} {key} {name}: {kept[1]} is not in keeps"


def _methods(where: str, row: Mapping[str, Any]) -> Iterator[str]:
    blocks, silent = _names(row.get("blocks")), _names(row.get("silent"))
    coroutines = _names(row.get("coroutines"))
    for key in ("blocks", "silent", "coroutines", "keeps", "reading_blocks", "runs_function"):
        for name in _names(row.get(key)):
            yield from _member(where, name)
        for name in sorted({n for n in _names(row.get(key)) if row[key].count(n) > 1}):
            yield f"{where} {key} has {name} twice"
    for name in (*_names(row.get("lazy")), *_table(row.get("lazy_when"))):
        if name not in blocks and "*" not in blocks:
            yield f"{where} lazy: {name} is not in blocks"
    for name in _names(row.get("beyond_file")):
        if name not in blocks:
            yield f"{where} beyond_file: {name} is not in blocks"
    if silent and "*" not in (*blocks, *coroutines) and not row.get("bases"):
        yield f'{where} has silent methods but no "*" and no bases'
    for name in sorted((set(blocks) | set(coroutines)) & set(silent)):
        yield f"{where} {name} is silent and is not"
    for name in sorted(set(blocks) & set(coroutines)):
        yield f"{where} {name} is in blocks and in coroutines"


def _unless(where: str, condition: Any) -> Iterator[str]:
    if not isinstance(condition, dict):
        yield f"{where} is not a table"
        return
    if not {"argument", "value"} <= condition.keys() <= {"argument", "position", "value", "default"}:
        yield f"{where} needs argument and value, and may have position and default"
    if not isinstance(condition.get("argument"), str):
        yield f"{where}: argument is a parameter's name"
    if "position" in condition and type(condition["position"]) is not int:
        yield f"{where}: position is a number"


def _check(check: Mapping[str, Any]) -> Iterator[str]:
    yield from _keys("[check]", check, CHECK_KEYS)
    for name, real in _table(check.get("stands_for")).items():
        if not DOTTED.fullmatch(name) or not DOTTED.fullmatch(str(real)):
            yield f"[check] stands_for {name}: two dotted names are needed"
    for name, condition in _table(check.get("python")).items():
        if not PYTHON_CONDITION.fullmatch(str(condition)):
            yield f'[check] python {name}: {condition!r} is not like ">=3.12" or "<3.13"'


def _keys(where: str, content: Mapping[str, Any], allowed: Mapping[str, str]) -> Iterator[str]:
    for key, value in content.items():
        if key not in allowed:
            yield f"{where} has an unknown key {key}"
        else:
            yield from _value(f"{where} {key}", value, allowed[key])


def _value(where: str, value: Any, kind: str) -> Iterator[str]:
    right = {
        TEXT: isinstance(value, str),
        FLAG: isinstance(value, bool),
        NAMES: isinstance(value, list) and all(isinstance(item, str) for item in value),
        TYPES: isinstance(value, dict),
        TABLE: isinstance(value, dict),
    }[kind]
    if not right:
        yield f"{where} is not a {kind}"


def _category(where: str, category: Any) -> Iterator[str]:
    if category not in CATEGORIES:
        yield f"{where}: unknown category {category!r}"


def _type(where: str, text: Any) -> Iterator[str]:
    try:
        parse_type(text)
    except (ValueError, AttributeError):
        yield f"{where}: {text!r} is not a type"


def _own_name(where: str, name: str, file_stem: str) -> Iterator[str]:
    if not DOTTED.fullmatch(name):
        yield f"{where}: {name!r} is not a dotted name"
    elif not name.startswith(f"{file_stem}."):
        yield f"{where}: {name} is never looked up in {file_stem}.toml"


def _member(where: str, name: str) -> Iterator[str]:
    if name != "*" and not IDENTIFIER.fullmatch(name):
        yield f"{where}: {name!r} is not a member's name"


def _names(value: Any) -> list[str]:
    """A list of names; empty where the value is something else, which is reported elsewhere."""
    return value if isinstance(value, list) and all(isinstance(n, str) for n in value) else []


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def distributions(tables: Mapping[str, Any]) -> list[str]:
    """What pip must install before the names of a file can be checked."""
    return str(tables.get("library", {}).get("distribution", "")).split()


def untraceable_types(files: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Types that a table names and no table describes, where a file for their package exists.

    A class without a row is not known at all, so such a type says nothing: it is a
    misspelling, or another spelling than the one that its row has.
    """
    described = {name for tables in files.values() for name in tables.get("classes", {})}
    described |= {name for tables in files.values() for name in tables.get("aliases", {})}
    for stem, tables in files.items():
        for where, text in types_written(tables):
            for name in classes_in(text):
                if name not in described and name.partition(".")[0] in files:
                    yield f"{stem}.toml {where}: no table describes {name}"


def types_written(tables: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every type and base of a file, with the place where it stands."""
    for name, text in tables.get("returns", {}).items():
        yield f"[returns] {name}", text
    for name, row in tables.get("classes", {}).items():
        for key in ("enter", "async_enter", "awaited", "iterates", "call"):
            if key in row:
                yield f"{name} {key}", row[key]
        for key in ("returns", "attributes"):
            for member, text in row.get(key, {}).items():
                yield f"{name}.{member}", text
        yield from ((f"{name} bases", base) for base in row.get("bases", ()))


def unique(messages: Iterable[str]) -> list[str]:
    """The messages in order, each once."""
    return list(dict.fromkeys(messages))
