"""One knowledge table held against the library that it speaks of.

Runs inside the environment that has the library, and needs nothing else:
`python tests/knowledge_check.py flake8_fastapi/knowledge/libraries/requests.toml`
prints what is wrong and exits with 1, or prints nothing.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import inspect
import json
import platform
import re
import sys
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from knowledge_format import (
    classes_in,
    distributions,
    load,
    parse_type,
    problems_of_format,
    unique,
)
from knowledge_inspection import (
    MISSING,
    declared,
    dotted,
    gives_async_iterator,
    gives_awaitable,
    member,
    parameters,
    public_methods,
)
from knowledge_lists import NO_LISTS, Lists, read_lists


def installed_versions(tables: Mapping[str, Any]) -> dict[str, str | None]:
    """The version of each distribution that a file needs; None for one that is missing."""
    found: dict[str, str | None] = {}
    for requirement in distributions(tables):
        name = re.split(r"[\[<>=!~;]", requirement)[0]
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = None
    return found


def version_text(tables: Mapping[str, Any]) -> str:
    """What belongs into the file's `version` key: one version, or each with its name."""
    versions = installed_versions(tables)
    if not versions:
        return platform.python_version()
    if len(versions) == 1:
        return str(next(iter(versions.values())))
    return " ".join(f"{name}=={version}" for name, version in versions.items())


def problems_of_names(tables: Mapping[str, Any], lists: Lists = NO_LISTS) -> list[str]:
    """Every name of a file, and of the lists of callables, that the library does not bear out.

    Of the lists, those names are looked at that belong to the file's package.
    """
    check = _Check(tables)
    package = tables["library"]["import"]
    if check.exists_here(package):
        try:
            importlib.import_module(package)
        except Exception as error:  # whatever a library does when it is imported
            return [f"{package} cannot be imported: {error!r}"]
    return unique([*check.problems(), *lists.problems(package, check.dynamic)])


ARGUMENT_KINDS = frozenset({"argument", "argument as", "instance of argument", "implementation of argument"})


class _Check:
    def __init__(self, tables: Mapping[str, Any]) -> None:
        self.tables = tables
        check = tables.get("check", {})
        self.awaitable = set(check.get("awaitable", ()))
        self.dynamic = set(check.get("dynamic", ()))
        self.stands_for: dict[str, str] = check.get("stands_for", {})
        self.python: dict[str, str] = check.get("python", {})
        self.lazy = set(tables.get("lazy", {}).get("names", ()))
        for name, row in tables.get("classes", {}).items():
            self.lazy.update(f"{name}.{method}" for method in row.get("lazy", ()))
        self.markers_used: set[str] = set()

    def problems(self) -> Iterator[str]:
        for names in self.tables.get("blocking", {}).values():
            for name in names:
                yield from self.blocking(name, self.find(name))
        for name in self.tables.get("coroutines", {}).get("names", ()):
            yield from self.coroutine(name, self.find(name))
        for name, text in self.tables.get("returns", {}).items():
            found = self.find(name)
            yield from self.callable_named(name, found)
            yield from self.type_written(name, text, found, bound=False)
        for other, used in self.tables.get("aliases", {}).items():
            yield from self.alias(other, used)
        for name, condition in self.tables.get("unless", {}).items():
            yield from self.unless(name, self.find(name), condition, bound=False)
        for name, keyword in self.tables.get("lazy", {}).get("when", {}).items():
            yield from self.unless(name, self.find(name), {"argument": keyword}, bound=False)
        for name, row in self.tables.get("classes", {}).items():
            yield from self.class_row(name, row)
        for marker in sorted((self.awaitable | self.dynamic) - self.markers_used):
            if self.exists_here(marker):
                yield f"[check] {marker}: the mark is not needed"

    def exists_here(self, name: str) -> bool:
        """Whether this Python is one that has the name, or the module or class around it."""
        parts = name.split(".")
        wholes = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
        condition = next((self.python[whole] for whole in wholes if whole in self.python), None)
        if condition is None:
            return True
        sign, version = re.fullmatch(r"(>=|<)(.+)", condition).groups()  # type: ignore[union-attr]
        border = tuple(int(part) for part in version.split("."))
        return (sys.version_info[:2] >= border) == (sign == ">=")

    def find(self, name: str) -> Any:
        return dotted(name)

    def absent(self, name: str, found: Any) -> Iterator[str]:
        if found is MISSING and self.exists_here(name):
            yield f"{name} does not exist"
        elif found is not MISSING and not self.exists_here(name):
            yield f"[check] python {name}: this Python has it all the same"

    def callable_named(self, name: str, found: Any) -> Iterator[str]:
        yield from self.absent(name, found)
        if found is not MISSING and not callable(found):
            yield f"{name} is not callable"

    def blocking(self, name: str, found: Any) -> Iterator[str]:
        yield from self.callable_named(name, found)
        if found is MISSING or isinstance(found, type):
            return
        if gives_awaitable(found):
            yield f"{name} is listed as blocking but must be awaited"
        elif gives_async_iterator(found):
            yield f"{name} is listed as blocking but is an async generator"
        elif inspect.isgeneratorfunction(found) and name not in self.lazy:
            yield f"{name} is a generator: it blocks only while it is iterated, and belongs into lazy"

    def coroutine(self, name: str, found: Any) -> Iterator[str]:
        yield from self.absent(name, found)
        if found is MISSING:
            return
        if gives_async_iterator(found):
            yield f"{name} is listed as a coroutine but is an async generator"
        elif not gives_awaitable(found):
            if name not in self.awaitable:
                yield f"{name} is listed as a coroutine but nothing shows that it must be awaited"
            self.markers_used.add(name)

    def alias(self, other: str, used: str) -> Iterator[str]:
        here, there = self.find(other), self.find(used)
        yield from self.absent(other, here)
        yield from self.absent(used, there)
        if here is not MISSING and there is not MISSING and here != there:
            yield f"[aliases] {other} is another object than {used}"

    def class_row(self, name: str, row: Mapping[str, Any]) -> Iterator[str]:
        if not self.exists_here(name):
            return
        found = self.find(name)
        yield from self.absent(name, found)
        if found is MISSING:
            return
        real = found
        if name in self.stands_for and not isinstance(found, type):
            real = self.find(self.stands_for[name])
        if not isinstance(real, type):
            yield f"{name} is not a class"
            return
        yield from self.methods(name, real, row)
        yield from self.types_of_class(name, real, row)
        yield from self.protocols(name, real, row)
        known = parameters(found, bound=True)
        for keyword in row.get("keeps", ()):
            if known is not None and not known.takes(keyword):
                yield f"{name}: the constructor has no argument {keyword}"
        for method, keyword in row.get("lazy_when", {}).items():
            yield from self.unless(f"{name}.{method}", self.method(name, real, method), {"argument": keyword})
        for method, condition in row.get("unless", {}).items():
            yield from self.unless(f"{name}.{method}", self.method(name, real, method), condition)

    def methods(self, name: str, real: type, row: Mapping[str, Any]) -> Iterator[str]:
        if "*" in (*row.get("blocks", ()), *row.get("coroutines", ())):
            yield from self.starred(name, real, row)
        for key, check in (
            ("blocks", self.blocking),
            ("coroutines", self.coroutine),
            ("silent", self.absent),
            ("reading_blocks", self.absent),
            ("runs_function", self.absent),
        ):
            for method in row.get(key, ()):
                if method != "*":
                    yield from check(f"{name}.{method}", self.method(name, real, method))

    def method(self, name: str, real: type, method: str) -> Any:
        """The member of a class; a stand-in that is never wrong for a marked dynamic one."""
        found = member(real, method)
        if found is MISSING and f"{name}.{method}" in self.dynamic:
            self.markers_used.add(f"{name}.{method}")
            return declared
        return found

    def starred(self, name: str, real: type, row: Mapping[str, Any]) -> Iterator[str]:
        """`*` in blocks or coroutines, held against every method that it stands for."""
        apart = {*row.get("silent", ()), *row.get("blocks", ()), *row.get("coroutines", ())}
        blocks = "*" in row.get("blocks", ())
        for method, found in public_methods(real):
            if method in apart:
                continue
            check = self.blocking if blocks else self.coroutine
            yield from check(f"{name}.{method}", found)

    def types_of_class(self, name: str, real: type, row: Mapping[str, Any]) -> Iterator[str]:
        for key in ("returns", "attributes"):
            for attribute, text in row.get(key, {}).items():
                if attribute == "*":
                    yield from self.type_written(name, text, MISSING, bound=True)
                    continue
                found = self.method(name, real, attribute)
                yield from self.absent(f"{name}.{attribute}", found)
                yield from self.type_written(f"{name}.{attribute}", text, found, bound=True)
        for key in ("enter", "async_enter", "awaited", "iterates", "call"):
            if key in row:
                yield from self.type_written(f"{name} {key}", row[key], MISSING, bound=True)
        for base in row.get("bases", ()):
            if not self.exists_here(base):
                continue
            if self.find(base) is MISSING:
                yield f"{name}: base {base} does not exist"

    def protocols(self, name: str, real: type, row: Mapping[str, Any]) -> Iterator[str]:
        needed = {
            "enter": ("__enter__",),
            "enter_blocks": ("__enter__",),
            "async_enter": ("__aenter__",),
            "awaited": ("__await__",),
            "iterates": ("__iter__", "__aiter__", "__getitem__"),
            "iterating_blocks": ("__iter__", "__next__", "__getitem__"),
            "call": ("__call__",),
            "call_blocks": ("__call__",),
        }
        for key, methods in needed.items():
            if key in row and not any(hasattr(real, method) for method in methods):
                if f"{name}.{methods[0]}" in self.dynamic:
                    self.markers_used.add(f"{name}.{methods[0]}")
                else:
                    yield f"{name}: {key}, but the class has no {methods[0]}"

    def type_written(self, where: str, text: str, found: Any, *, bound: bool) -> Iterator[str]:
        kind, parts = parse_type(text)
        for name in classes_in(text):
            real = self.find(name)
            if real is MISSING and self.exists_here(name):
                yield f"{where}: type {name} does not exist"
        if kind in ARGUMENT_KINDS and found is not MISSING:
            known = parameters(found, bound=bound)
            if known is not None and not known.takes(parts[0]):
                yield f"{where} has no argument {parts[0]}"

    def unless(
        self, where: str, found: Any, condition: Mapping[str, Any], bound: bool = True
    ) -> Iterator[str]:
        yield from self.absent(where, found)
        known = None if found is MISSING else parameters(found, bound=bound)
        if known is None:
            return
        if not known.takes(condition["argument"]):
            yield f"{where} has no argument {condition['argument']}"
        elif "position" in condition and known.at(condition["position"]) != condition["argument"]:
            yield f"{where}: argument {condition['position']} is not {condition['argument']}"


def main(arguments: list[str]) -> int:
    """Check the file, and write the outcome as JSON where a second argument says so."""
    path = Path(arguments[0])
    tables = load(path)
    problems = list(problems_of_format(tables, path.stem))
    if not problems:
        missing = [name for name, version in installed_versions(tables).items() if version is None]
        problems = [f"{name} is not installed" for name in missing]
    if not problems:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            problems = problems_of_names(tables, read_lists(path.parent.parent))
    if len(arguments) > 1:
        outcome = {"problems": problems, "version": version_text(tables)}
        Path(arguments[1]).write_text(json.dumps(outcome), encoding="utf-8")
    for problem in problems:
        print(f"{path.name}: {problem}")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
