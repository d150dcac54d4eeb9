"""Objects that are made for one request, and that open a session or connection which nothing closes."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.definitions import ClassDefinition
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.resources.bodies import ForeignBody
from flake8_fastapi.model.resources.nodes import resources_of
from flake8_fastapi.model.resources.objects import opened_by_constructor
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import ClassObject, FunctionObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module

DEEPEST = 3
"""Objects in one another whose constructors make each other."""

KEEPS_FOR_ALL = re.compile(r"\bglobal\b")
"""What a function says that makes an object once and remembers it."""


@dataclass(frozen=True, slots=True)
class ObjectOfRequest(Located):
    """The call in a constructor that opens what its object keeps.

    ``cls`` is the name of the class, ``name`` the attribute, ``kind`` ``session``, ``connection`` or
    ``cursor``.
    """

    PLACE = "call"

    call: ast.Call
    cls: str
    name: str
    kind: str


def objects_of_requests(module: Module) -> Iterator[ObjectOfRequest]:
    """Those of the classes of a file that path operations and dependencies make an object of each time."""
    if is_test_file(module.display_path):
        return
    for cls in module.skeleton.classes:
        opened = next(opened_by_constructor(module, cls), None)
        if opened is None or _may_be_closed(cls, opened.attribute.attr):
            continue
        if _is_made_for_requests(cls):
            yield ObjectOfRequest(opened.call, cls.name, opened.shown, opened.kind)


def _family(cls: ClassDefinition) -> list[ClassDefinition]:
    """A class with its bases in the project, and those that derive from it."""
    hierarchy = cls.module.project.interpreter.hierarchy
    bases = [each for each in hierarchy.lineage(cls) if isinstance(each, ClassDefinition)]
    return [*bases, *hierarchy.subclasses(cls)]


def _may_be_closed(cls: ClassDefinition, attribute: str) -> bool:
    """Whether the class closes what it keeps, or somebody does by the name of the attribute."""
    project = cls.module.project
    callees = resources_of(cls.module).callees
    if any(callees.may_close(each) for each in _family(cls)):
        return True
    name = rf"(?<!\bself)(?<!\bstate)\.{re.escape(attribute)}"
    closed = re.compile(rf"{name}\.a?close\b|\bwith\b[^\"']*{name}\b")
    return any(closed.search(text) is not None for _, _, text in project.survey.mentions(attribute))


def _is_made_for_requests(cls: ClassDefinition, depth: int = DEEPEST) -> bool:
    """Whether FastAPI makes the object, or a function that it calls does and keeps it for nobody else.

    The constructor of another object of a request may do so, too.
    """
    project = cls.module.project
    for constructor in cls.methods.get("__init__", ()):
        if any(
            not each.is_test and not each.is_override for each in project.dependencies.uses_of(constructor)
        ):
            return True
    heirs = project.interpreter.hierarchy.subclasses(cls)
    names = {cls.name, *(each.name for each in heirs if "__init__" not in each.methods)}
    for name in sorted(names):
        declared = re.compile(rf"\b{re.escape(name)}\b\W*(?:=\s*)?(?:\w+\.)*Depends\(\s*\)")
        for other, line, text in project.survey.uses(name):
            function = other.function_around(line)
            if function is None:
                continue
            if _runs_for_requests(function) and (declared.search(text) or _makes(function, line, cls)):
                return True
            if depth > 1 and _is_made_in_constructor(function, line, cls, depth - 1):
                return True
    return False


def _is_made_in_constructor(
    function: FunctionDefinition, line: int, cls: ClassDefinition, depth: int
) -> bool:
    """Whether the constructor of another object of a request makes it."""
    owner = function.owner
    if function.name != "__init__" or owner is None or not _makes(function, line, cls, in_constructor=True):
        return False
    callees = resources_of(owner.module).callees
    return not any(callees.may_close(each) for each in _family(owner)) and _is_made_for_requests(owner, depth)


def _runs_for_requests(function: FunctionDefinition) -> bool:
    project = function.module.project
    if not project.serving.is_called_by_framework(function) or project.start_up.is_start_up(function):
        return False
    if KEEPS_FOR_ALL.search(project.bodies.text_of(function)) is not None:
        return False
    of = project.interpreter.function_object(function)
    return isinstance(of, FunctionObject) and not of.cached


def _makes(
    function: FunctionDefinition, line: int, cls: ClassDefinition, *, in_constructor: bool = False
) -> bool:
    """Whether a line of a function makes an object of a class that only the function, or its object, has."""
    body = ForeignBody(function)
    for statement in walk(body.node):
        if not isinstance(statement, (ast.Assign, ast.Expr, ast.Return)) or statement.value is None:
            continue
        if not statement.lineno <= line <= (statement.end_lineno or 0):
            continue
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        if all(isinstance(each, ast.Attribute if in_constructor else ast.Name) for each in targets):
            calls = (each for each in walk(statement.value) if isinstance(each, ast.Call))
            if any(_is_class(body, each, cls) for each in calls):
                return True
    return False


def _is_class(body: ForeignBody, call: ast.Call, cls: ClassDefinition) -> bool:
    of = body.type_of(call.func)
    if not isinstance(of, ClassObject):
        return False
    return cls in body.module.project.interpreter.hierarchy.lineage(of.definition)
