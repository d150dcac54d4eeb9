"""The project's table of routes: method, path, handler, dependencies, response model, findings.

Nothing is imported or run: what the table says comes from the source, and what the source does not tell is
counted and listed, never guessed.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from flake8_fastapi.commands import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from flake8_fastapi.checking.configuration import Configuration
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.routing.listing import ListedRoute, Unresolved
    from flake8_fastapi.model.routing.objects import RoutingObject
    from flake8_fastapi.rule import Finding

HEADINGS = ("METHOD", "PATH", "HANDLER", "WHERE", "RUNS AS", "RESPONSE", "FINDINGS", "DEPENDENCIES")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "paths", nargs="*", default=["."], metavar="path",
        help="files or folders whose routes are shown; their whole projects are read (default: .)",
    )  # fmt: skip
    parser.add_argument(
        "--output-format", choices=("text", "json"), default="text", help="default: text, aligned in columns"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the table of each project that the paths belong to."""
    from flake8_fastapi.checking.configuration import load_configuration
    from flake8_fastapi.model.routing.listing import RouteListing

    configuration = load_configuration()
    findings = _Findings(configuration)
    routes: list[tuple[ListedRoute, list[str]]] = []
    unresolved: list[Unresolved] = []
    for project, wanted in _projects(arguments.paths, configuration):
        listing = RouteListing(project)
        found = [each for each in listing.routes() if _lies_in(each.declared_in.path, wanted)]
        routes += [(each, findings.of(each)) for each in found]
        unresolved += [each for each in listing.unresolved() if _lies_in(each.module.path, wanted)]
    if arguments.output_format == "json":
        print(json.dumps(_as_data(routes, unresolved), indent=2))
    else:
        print("\n".join(_as_text(routes, unresolved)))
    return 0


def _projects(paths: Sequence[str], configuration: Configuration) -> list[tuple[Project, list[str]]]:
    """The projects that the paths belong to, each with its paths (absolute, links resolved)."""
    from flake8_fastapi.checking.file_check import settings_of
    from flake8_fastapi.model.project import Project

    settings = settings_of(configuration)
    found: dict[str, tuple[Project, list[str]]] = {}
    for path in paths:
        if not os.path.exists(path):
            raise UsageError(f"{path}: there is no such file or folder")
        absolute = os.path.realpath(path)
        inside = os.path.join(absolute, "_.py") if os.path.isdir(absolute) else absolute
        project = Project.containing(inside, settings)
        found.setdefault(project.root, (project, []))[1].append(absolute)
    return list(found.values())


def _lies_in(path: str, wanted: Iterable[str]) -> bool:
    return any(path == each or path.startswith(each.rstrip(os.sep) + os.sep) for each in wanted)


class _Findings:
    """The codes that ``fapi check`` would show in the functions that handle requests, file by file."""

    def __init__(self, configuration: Configuration) -> None:
        from flake8_fastapi.checking.file_check import FileCheck

        self._files = FileCheck(configuration)
        self._known: dict[str, Sequence[Finding]] = {}

    def of(self, route: ListedRoute) -> list[str]:
        """The codes found on the declaration of a route and in its handler, each once."""
        first, last = route.declared_at, route.declared_at
        codes = {each.code for each in self._in_file(route.declared_in.path) if first <= each.line <= last}
        handler = route.handler
        if handler is not None:
            codes |= {
                each.code
                for each in self._in_file(handler.module.path)
                if handler.line <= each.line <= handler.end_line
            }
        return sorted(codes)

    def _in_file(self, path: str) -> Sequence[Finding]:
        if path not in self._known:
            self._known[path] = self._files.check(path).findings
        return self._known[path]


def _as_data(routes: list[tuple[ListedRoute, list[str]]], unresolved: list[Unresolved]) -> dict[str, Any]:
    return {
        "routes": [_route_as_data(route, codes) for route, codes in routes],
        "unresolved": [
            {
                "path": each.module.display_path,
                "line": each.line,
                "source": each.source,
                "reason": each.reason,
            }
            for each in unresolved
        ],
    }


def _route_as_data(route: ListedRoute, codes: list[str]) -> dict[str, Any]:
    of = route.application
    return {
        "application": {"path": of.module.display_path, "line": of.line} if of is not None else None,
        "methods": list(route.methods) if route.methods is not None else None,
        "path": route.path,
        "handler": {
            "name": route.handler_name,
            "path": route.module.display_path,
            "line": route.line,
            "is_known": route.handler is not None,
            "is_async": route.is_async,
        },
        "dependencies": list(route.dependencies),
        "unknown_dependencies": list(route.unknown_dependencies),
        "response_model": route.response_model or None,
        "findings": codes,
        "is_sure": route.is_sure,
        "doubt": route.doubt or None,
    }


def _as_text(routes: list[tuple[ListedRoute, list[str]]], unresolved: list[Unresolved]) -> list[str]:
    if not routes and not unresolved:
        return ["No routes found."]
    rows: list[tuple[RoutingObject | None, tuple[str, ...]]] = [
        (route.application, _row(route, codes)) for route, codes in routes
    ]
    widths = [max(map(len, column)) for column in zip(HEADINGS, *(row for _, row in rows), strict=True)]
    lines: list[str] = []
    previous: RoutingObject | str | None = ""
    for application, row in rows:
        if application != previous:
            lines += [*([""] if lines else []), _title(application), _aligned(HEADINGS, widths)]
            previous = application
        lines.append(_aligned(row, widths))
    sure = sum(route.is_sure for route, _ in routes)
    lines += ["", f"{len(routes)} routes, {sure} of them sure."]
    if unresolved:
        lines += ["", f"{len(unresolved)} places where the source does not tell which routes there are:"]
        lines += [
            f"  {each.module.display_path}:{each.line}: {each.source}: {each.reason}" for each in unresolved
        ]
    return lines


def _title(application: RoutingObject | None) -> str:
    if application is None:
        return "Routes of which it is not known what they belong to"
    kind = "Application" if application.is_application else "Router that nothing is seen to include,"
    made = f"parameter {application.parameter}" if application.parameter else "made"
    return f"{kind} {made} at {application.module.display_path}:{application.line}"


def _row(route: ListedRoute, codes: list[str]) -> tuple[str, ...]:
    kind = {True: "async def", False: "def", None: "-"}[route.is_async]
    dependencies = [*route.dependencies, *(f"?{each}" for each in route.unknown_dependencies)]
    return (
        ",".join(route.methods) if route.methods is not None else "?",
        route.path or "/",
        route.handler_name
        if route.handler is not None or route.methods == ("MOUNT",)
        else f"?{route.handler_name}",
        f"{route.module.display_path}:{route.line}",
        kind,
        route.response_model or "-",
        ",".join(codes) or "-",
        ", ".join(dependencies) or "-",
    )


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
