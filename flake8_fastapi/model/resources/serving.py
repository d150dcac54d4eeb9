"""Which functions run while requests are served: those that FastAPI calls, and what they call."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.bodies import yields
from flake8_fastapi.model.definitions import ClassDefinition
from flake8_fastapi.model.function_body import FunctionBody
from flake8_fastapi.model.roles import Roles
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.tree_walk import own_nodes
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import ClassObject, FunctionObject, Partial

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.project import Project

MIDDLEWARE = (("scope", "receive", "send"), ("request", "call_next"))
"""The last parameters of what is called for each request: by ASGI, and by Starlette's own middleware."""
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
DEFINITION = re.compile(r"def[ \t]")
FURTHEST_CALLER = 8
"""Calls between a path operation and the function that is asked about."""
MOST_CALLERS = 40
"""Functions on the way; what more of them lead to is called by everything, and not followed further."""


class Serving:
    """Answers for a project, memoised, whether a function is on the request path."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._answers: dict[FunctionDefinition, bool] = {}
        self._called_by_framework: dict[FunctionDefinition, bool] = {}
        self._known_callers: dict[FunctionDefinition, list[FunctionDefinition]] = {}
        self._calls: dict[FunctionDefinition, frozenset[FunctionDefinition]] = {}
        self._nested: dict[FunctionDefinition, tuple[FunctionObject, ...]] = {}
        self._objects: dict[FunctionDefinition, FunctionObject] = {}
        """Nested functions together with what stands around them."""

    def serves(self, function: FunctionDefinition) -> bool:
        """Whether FastAPI calls the function for a request, or something that it calls does."""
        if function not in self._answers:
            self._answers[function] = self._search(function)
        return self._answers[function]

    def _search(self, function: FunctionDefinition) -> bool:
        """Breadth first through the callers.

        What is known of a caller is not asked: its own search may have gone where this one gives up, and
        which of them comes first would decide.
        """
        seen = {function}
        level = [function]
        for _ in range(FURTHEST_CALLER + 1):
            if any(map(self.is_called_by_framework, level)):
                return True
            if len(seen) > MOST_CALLERS:
                return False
            following: list[FunctionDefinition] = []
            for each in level:
                for caller in self._callers(each):
                    if caller in seen or self.project.start_up.is_start_up(caller):
                        continue
                    seen.add(caller)
                    following.append(caller)
            level = following
        return False

    def is_called_by_framework(self, function: FunctionDefinition) -> bool:
        """Whether it is a path operation, a dependency or a middleware."""
        known = self._called_by_framework.get(function)
        if known is None:
            known = self._called_by_framework[function] = self._find_framework(function)
        return known

    def _find_framework(self, function: FunctionDefinition) -> bool:
        outermost = function.outermost
        if is_test_file(function.module.display_path):
            return False
        if self._is_path_operation(function):
            return True
        if self.project.dependencies.is_depended_on(function):
            return True
        names = tuple(each.arg for each in function.node().args.args)
        if any(names[-len(each) :] == each for each in MIDDLEWARE):
            return True
        return outermost is not function and self.is_called_by_framework(outermost)

    def _is_path_operation(self, function: FunctionDefinition) -> bool:
        """Whether a decorator makes it one or a call registers it, in a factory of applications too."""
        routing = self.project.routing
        if Roles(function.module).is_path_operation(function) or function in routing.registered_by_call:
            return True
        if function.parent is None:
            return False
        place = (function.line, function.column)
        read = routing.table.read(function.module)
        handlers = (each.handler for each in read.routes) if read is not None else ()
        return any(each is not None and (each.line, each.column) == place for each in handlers)

    def helps_start_up(self, function: FunctionDefinition) -> bool:
        """Whether a lifespan or another start-up function calls it."""
        return any(self.project.start_up.is_start_up(each) for each in self._callers(function))

    def helps_lifespan(self, function: FunctionDefinition) -> bool:
        """Whether a lifespan calls it: a start-up function that yields."""
        start_up = self.project.start_up
        return any(start_up.is_start_up(each) and yields(each.node()) for each in self._callers(function))

    def _callers(self, function: FunctionDefinition) -> list[FunctionDefinition]:
        """The functions of the project, outside of tests, that call a function."""
        if function not in self._known_callers:
            self._known_callers[function] = self._find_callers(function)
        return self._known_callers[function]

    def _find_callers(self, function: FunctionDefinition) -> list[FunctionDefinition]:
        if function.parent is not None:
            return [function.parent]
        name = function.name
        if name == "__init__" and function.owner is not None:
            name = function.owner.name
        found: list[FunctionDefinition] = []
        for module, line, _ in self.project.survey.uses(name):
            caller = module.function_around(line)
            if caller is not None:
                caller = self._innermost(caller, line)
            if caller is None or caller is function or caller in found:
                continue
            if caller.line == line and caller.name == name:
                continue  # another function of this name
            found.append(caller)
            if len(found) == MOST_CALLERS:
                if function.owner is not None:
                    return []  # most of them call methods of other classes
                break
        reached = self._overridden(function)
        return [each for each in found if not reached.isdisjoint(self._called_by(each))]

    def _innermost(self, outer: FunctionDefinition, line: int) -> FunctionDefinition:
        """The function nested in another whose lines include the given one; else the other itself."""
        if outer not in self._nested:
            self._nested[outer] = self._body_of(outer).nested if self._has_functions(outer) else ()
        for each in self._nested[outer]:
            definition = each.definition
            if definition.first_line <= line <= definition.end_line:
                self._objects[definition] = each
                return self._innermost(definition, line)
        return outer

    def _has_functions(self, outer: FunctionDefinition) -> bool:
        """Whether others are defined in a function; most texts say that there are none."""
        if DEFINITION.search(self.project.bodies.body_text_of(outer)) is None:
            return False
        return any(isinstance(each, FUNCTIONS) for each in own_nodes(outer.node()))

    def _body_of(self, function: FunctionDefinition) -> FunctionBody:
        return FunctionBody(self.project.interpreter, self._objects.get(function) or FunctionObject(function))

    def _overridden(self, function: FunctionDefinition) -> frozenset[FunctionDefinition]:
        """A method with those of the bases in whose place it is: callers may know only these."""
        if function.owner is None:
            return frozenset({function})
        lineage = self.project.interpreter.hierarchy.lineage(function.owner)
        methods = [
            method
            for each in lineage
            if isinstance(each, ClassDefinition)
            for method in each.methods.get(function.name, ())
        ]
        return frozenset({function, *methods})

    def _called_by(self, caller: FunctionDefinition) -> frozenset[FunctionDefinition]:
        """The functions that a function calls or hands on, as its types tell."""
        if caller not in self._calls:
            body = self._body_of(caller)
            called: set[FunctionDefinition] = set()
            for node in body.own:
                if isinstance(node, (ast.Name, ast.Attribute)):
                    for each in alternatives(body.type_of(node)):
                        target = each.target if isinstance(each, Partial) else each
                        if isinstance(target, FunctionObject):
                            called.add(target.definition)
                        elif isinstance(target, ClassObject):
                            called.update(self._constructors(target.definition))
            self._calls[caller] = frozenset(called)
        return self._calls[caller]

    def _constructors(self, cls: ClassDefinition) -> list[FunctionDefinition]:
        method = self.project.interpreter.hierarchy.method(cls, "__init__")
        return [method] if method is not None else []
