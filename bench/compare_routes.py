"""Compares the model's table of routes with what FastAPI itself says of the same application.

The application's side is what ``imported_routes.py`` prints. Each real route is *equal* (the model is sure
of it, with the same handler), *unsure* (the model has its handler and says why it is not sure), *unseen*
(made by code that the model counts as unresolved) or *missing*; a route that the model is sure of and
FastAPI does not have is *wrong*. Missing and wrong ones are mistakes.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from flake8_fastapi.model.project import Project
from flake8_fastapi.model.routing.listing import ListedRoute, RouteListing, Unresolved
from flake8_fastapi.model.routing.objects import RoutingObject
from flake8_fastapi.settings import Settings

DUMP = Path(__file__).with_name("imported_routes.py")
CONVERTER = re.compile(r"\{(\w+):\w+\}")


@dataclass(frozen=True)
class RealRoute:
    """One route as FastAPI has it."""

    method: str
    path: str
    handler: str
    file: str = ""
    line: int = 0
    is_async: bool = False
    dependencies: tuple[str, ...] = ()
    has_response_model: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.path} -> {self.handler} ({self.file}:{self.line})"


@dataclass
class RealTable:
    """What FastAPI says of one application."""

    routes: list[RealRoute]
    documented: set[tuple[str, str]]
    """Method and path, without converters, of each operation of the OpenAPI document."""


@dataclass
class Comparison:
    """Both tables side by side."""

    equal: list[RealRoute] = field(default_factory=list)
    unsure: list[tuple[RealRoute, str]] = field(default_factory=list)
    unseen: list[RealRoute] = field(default_factory=list)
    missing: list[RealRoute] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    undocumented: list[tuple[str, str]] = field(default_factory=list)
    """Operations of the OpenAPI document that are in neither table."""
    other_kind: list[str] = field(default_factory=list)
    """Handlers of which one says async and the other not."""
    other_dependencies: list[str] = field(default_factory=list)
    """Handlers whose whole tree is known to the model, and is another one than FastAPI's."""
    known_trees: int = 0
    """Equal routes whose whole dependency tree the model knows."""
    other_response_model: list[str] = field(default_factory=list)


def imported(
    python: str,
    folder: Path,
    statements: str,
    is_started: bool = False,
    environment: dict[str, str] | None = None,
    *,
    is_installed: bool = False,
) -> RealTable:
    """The table of an application, which statements import or make in a process that has its libraries.

    The application is imported from ``folder``; where it is installed, from there.
    """
    command = [
        python,
        str(DUMP),
        "" if is_installed else str(folder),
        statements,
        *(["started"] if is_started else []),
    ]
    with tempfile.TemporaryDirectory() as working:
        finished = subprocess.run(
            command, capture_output=True, text=True, cwd=working, env={**os.environ, **(environment or {})}
        )
    if finished.returncode != 0:
        raise RuntimeError(finished.stderr[-3000:])
    return real_table(json.loads(finished.stdout.splitlines()[-1]), folder)


def real_table(printed: dict[str, Any], folder: Path | None = None) -> RealTable:
    """The table that ``imported_routes.py`` has printed.

    Files that are installed are named as those of ``folder``, which has the same distribution unpacked.
    """
    routes = []
    for each in printed["routes"]:
        route = RealRoute(**{**each, "dependencies": tuple(each.get("dependencies", ()))})
        inside = route.file.partition(f"site-packages{os.sep}")[2]
        if folder is not None and inside and (folder / inside).is_file():
            route = replace(route, file=str(folder / inside))
        routes.append(route)
    return RealTable(routes, {(method, path) for method, path in printed["documented"]})


def application_in(project: Project, module_file: Path, attribute: str) -> RoutingObject | None:
    """The model's application behind ``attribute`` or, with brackets, made by the function of that name."""
    module = project.module_at(str(module_file.resolve()))
    if not attribute.endswith("()"):
        return project.routing.resolver.object_in(module, attribute)
    for function in module.skeleton.functions:
        if function.label == attribute.removesuffix("()"):
            return project.routing.resolver.returned_by(function)
    return None


def compare(folder: Path, module_file: Path, attribute: str, real: RealTable) -> Comparison:
    """The model's table of one application beside FastAPI's; ``folder`` is the project's."""
    project = Project.containing(str(module_file), Settings())
    listing = RouteListing(project)
    app = application_in(project, module_file, attribute)
    everything = listing.routes()
    own = [each for each in everything if app is not None and each.application == app]
    return _compared(own, everything, listing.unresolved(), real, str(folder.resolve()))


def _compared(
    own: list[ListedRoute],
    everything: list[ListedRoute],
    unresolved: list[Unresolved],
    real: RealTable,
    folder: str,
) -> Comparison:
    result = Comparison()
    sure: dict[tuple[str, str, str], list[ListedRoute]] = {}
    for each in own:
        for method in each.methods or () if each.is_sure else ():
            sure.setdefault((method, each.path, _last(each)), []).append(each)
    met: set[tuple[str, str, str]] = set()
    accounted: set[tuple[str, str]] = set()
    for route in real.routes:
        key = (route.method, route.path, route.handler)
        if key not in sure:  # what is mounted has no handler, and a decorator may hide it
            key = next((each for each in sure if each[:2] == key[:2] and _is_hidden(sure[each])), key)
        listed = next((each for each in sure.get(key, ()) if _is_handler(each, route)), None)
        if listed is not None:
            met.add(key)
            result.equal.append(route)
            _compare_details(listed, route, result)
            continue
        accounted.add((route.method, CONVERTER.sub(r"{\1}", route.path)))
        doubt = _doubt_of(route, everything)
        if doubt:
            result.unsure.append((route, doubt))
        elif unresolved and (not route.file.startswith(folder + os.sep) or route.line == 0):
            result.unseen.append(route)
        else:
            result.missing.append(route)
    result.wrong = [" ".join(key) for key in sure if key not in met]
    known = {(method, CONVERTER.sub(r"{\1}", path)) for method, path, _ in sure}
    result.undocumented = sorted(real.documented - known - accounted)
    return result


def _last(listed: ListedRoute) -> str:
    return listed.handler.name if listed.handler is not None else ""


def _is_hidden(listed: list[ListedRoute]) -> bool:
    return any(each.is_wrapped or each.handler is None for each in listed)


def _is_handler(listed: ListedRoute, route: RealRoute) -> bool:
    """Whether both mean the same function; a decorator without ``wraps`` hides where it stands."""
    if listed.handler is None or not route.line or listed.is_wrapped:
        return True
    is_there = os.path.realpath(route.file) == listed.module.path
    return is_there and route.line == listed.handler.first_line


def _doubt_of(route: RealRoute, listed: Iterable[ListedRoute]) -> str:
    """Why the model is not sure of a route that it has; empty where it has none such."""
    for each in listed:
        if each.is_sure or (each.methods is not None and route.method not in each.methods):
            continue
        if each.handler is not None and _is_handler(each, route):
            return each.doubt
        if each.handler is None and _fits(each.path, route.path):
            return each.doubt
    return ""


def _fits(listed: str, path: str) -> bool:
    """Whether a path may be one with unknown parts, which stand in angle brackets."""
    known = re.split(r"<[^/]*>", listed)
    return re.fullmatch(".*".join(re.escape(part) for part in known), path) is not None


def _compare_details(listed: ListedRoute, route: RealRoute, result: Comparison) -> None:
    if listed.handler is None or listed.is_wrapped:
        return
    if listed.is_async != route.is_async:
        result.other_kind.append(str(route))
    if not listed.unknown_dependencies:
        result.known_trees += 1
        names = {each.rpartition(".")[2] for each in listed.dependencies}
        if names != set(route.dependencies):
            result.other_dependencies.append(f"{route}: {sorted(names ^ set(route.dependencies))}")
    if route.method != "WEBSOCKET" and bool(listed.response_model) != route.has_response_model:
        result.other_response_model.append(f"{route}: {listed.response_model!r}")
