"""Mounted apps that have a lifespan, and whether anything enters it."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.event_handlers import has_lifespan
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.spelling import last_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.routing.objects import Inclusion, RoutingObject

ENTERED = re.compile(r"\blifespan_context\b(?!\s*=[^=])|\bLifespanManager\(|\.lifespan\(")
"""What a project that runs the lifespan of another app has somewhere."""

ASSIGNED = re.compile(r"([^\W\d][\w.]*)[ \t]*(?::[^=]*)?=(?!=)")
"""The beginning of a line at the top level that gives an app its name."""


@dataclass(frozen=True, slots=True)
class MountedLifespan(Located):
    """``app.mount(path, sub)``, where ``sub`` has a lifespan or handlers that nobody seems to run."""

    PLACE = "inclusion"

    inclusion: Inclusion
    name: str
    """The mounted app as it is written."""


def mounted_lifespans(module: Module) -> Iterator[MountedLifespan]:
    """The mounts of a file that leave a lifespan without anybody who runs it."""
    for each in module.routing.inclusions:
        child = each.child
        if each.kind == "include" or child is None or each.child_node is None:
            continue
        if not child.is_application or not (has_lifespan(child) or _has_handlers(child)):
            continue
        if not _is_entered(module, child, each.parent):
            yield MountedLifespan(each, ast.unparse(each.child_node))


def _has_handlers(child: RoutingObject) -> bool:
    """Whether functions are registered for the start of an app: where it is made, or in the same file."""
    handlers = child.keywords.get("on_startup")
    if isinstance(handlers, (ast.List, ast.Tuple)) and handlers.elts:
        return True
    lines = child.module.project.bodies.lines_of(child.module)
    made = ASSIGNED.match(lines[child.line - 1]) if child.line <= len(lines) else None
    if made is None:
        return False
    registered = re.compile(rf"^\s*@?{re.escape(made[1])}\.on_event\(", re.MULTILINE)
    return any(registered.match(line) for line in lines)


def _is_entered(module: Module, child: RoutingObject, parent: RoutingObject | None) -> bool:
    """Whether some code of the project may run the lifespan of a mounted app."""
    value = child.keywords.get("lifespan")
    if parent is not None and value is not None:
        of_parent = parent.keywords.get("lifespan")
        if of_parent is not None and ast.unparse(of_parent) == ast.unparse(value):
            return True  # the parent does the same
    name = last_name(value)
    called = re.compile(rf"(?<!def )\b{re.escape(name)}\s*\(") if name else None
    words = (b"lifespan", b"Lifespan", name.encode())
    for _, content in module.project.survey.files(lambda content: any(each in content for each in words)):
        text = content.decode("utf-8", "replace")
        if ENTERED.search(text) or (called is not None and called.search(text)):
            return True
    return False
