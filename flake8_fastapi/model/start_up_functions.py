"""Which functions are start-up code, and what they call: from these, callers are told apart."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.model.decorators import decorators_of
from flake8_fastapi.model.framework_names import WITH_ROUTES
from flake8_fastapi.model.naming_lines import NESTED
from flake8_fastapi.model.start_up_signs import (
    EVENT_HANDLER,
    EVENT_HANDLERS,
    LIFESPAN_ARGUMENT,
    is_command,
    is_repeated,
    takes_application,
)
from flake8_fastapi.model.survey import without_long_texts
from flake8_fastapi.model.types import External, ExternalMethod, FunctionObject, Instance

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.naming_lines import NamingLines
    from flake8_fastapi.model.own_loops import OwnLoops
    from flake8_fastapi.model.project import Project

DEEPEST_CALLER = 5
"""Calls behind a start-up function that are followed."""

MOST_NAMESAKES = 3
"""Coroutines of one name among which one cannot be picked by the name alone."""

MOST_OVERRIDES = 40
"""Files with a coroutine of a name that is run in a loop of its own, such as overrides of a method."""

CALLED = re.compile(r"\b([A-Za-z_]\w*)[ \t]*\(")


class StartUpFunctions:
    """The lifespans, handlers of events and commands of a project, and the names that they call."""

    def __init__(self, project: Project, own_loops: OwnLoops, naming: NamingLines) -> None:
        self.project = project
        self.own_loops = own_loops
        self.naming = naming
        self._resolved: dict[tuple[str, str], list[FunctionDefinition]] = {}

    def is_start_up(self, function: FunctionDefinition) -> bool:
        """Whether a function is a lifespan or a handler of start-up or shut-down events."""
        if not function.decorated:
            return function.name in self.lifespan_names
        if function.parent is not None and function.name in self.lifespan_names:
            return True  # its decorator may be imported in the function around it
        decorators = decorators_of(self.project.interpreter, function)
        if any(map(is_repeated, decorators)):
            return False
        for of in decorators:
            if isinstance(of, External) and of.name.endswith(".asynccontextmanager"):
                if function.name in self.lifespan_names:
                    return True
                if takes_application(self.project, function, function.node()):
                    return True
            if isinstance(of, External) and of.name.endswith(".lifespan"):
                return True
            if is_command(of):
                return True
            if isinstance(of, FunctionObject) and self.own_loops.is_run_by(of.definition):
                return True
            if isinstance(of, ExternalMethod) and of.name == "on_event":
                if isinstance(of.receiver, Instance) and of.receiver.cls in WITH_ROUTES:
                    return True
        return False

    @cached_property
    def lifespan_names(self) -> frozenset[str]:
        """The names that are given as lifespan or event handler anywhere in the project."""
        names: set[str] = set()
        for module in self.project.survey.start_up_modules:
            text = without_long_texts("\n".join(self.project.bodies.lines_of(module)))
            names.update(LIFESPAN_ARGUMENT.findall(text))
            names.update(EVENT_HANDLER.findall(text))
            for handlers in EVENT_HANDLERS.findall(text):
                names.update(each.rpartition(".")[2].strip() for each in handlers.split(","))
        return frozenset(names - {"None"})

    @cached_property
    def called_names(self) -> frozenset[str]:
        """The names of functions and methods that start-up code calls, itself or through others."""
        names: set[str] = set(self.own_loops.names)
        seen: set[FunctionDefinition] = set()
        level = [
            function
            for module in self.project.survey.start_up_modules
            for function in module.skeleton.functions
            if self.is_start_up(function)
            or function.name in self.own_loops.names
            or self._has_nested_start_up(function)
        ]
        for name in sorted(self.own_loops.names):
            level += self._coroutines_called(name, MOST_OVERRIDES)
        for _ in range(DEEPEST_CALLER):
            following: list[FunctionDefinition] = []
            for function in level:
                if function in seen:
                    continue
                seen.add(function)
                for name in dict.fromkeys(CALLED.findall(self.project.bodies.text_of(function))):
                    called = self.resolve(function, name)
                    names.update((name, *(each.name for each in called)))
                    following += called
            level = following
        return frozenset(names)

    def resolve(self, function: FunctionDefinition, name: str) -> list[FunctionDefinition]:
        """The function or method that a plain name most likely means inside another function."""
        if function.owner is not None and name in function.owner.methods:
            return function.owner.methods[name]
        key = (function.module.path, name)
        known = self._resolved.get(key)
        if known is None:
            known = self._resolved[key] = self._resolve_in(function.module, name)
        return known

    def _resolve_in(self, module: Module, name: str) -> list[FunctionDefinition]:
        of = self.naming.type_of(module, name)
        if isinstance(of, FunctionObject):
            return [of.definition]
        # A method of some object: whoever has a coroutine of this name, if only few have.
        return self._coroutines_called(name, MOST_NAMESAKES)

    def _coroutines_called(self, name: str, most: int) -> list[FunctionDefinition]:
        """The coroutines of a name; none where more than so many files have one."""
        paths = self.project.survey.coroutine_names.get(name, ())
        if len(paths) > most:
            return []
        return [
            each
            for path in paths
            for each in self.project.module_at(path).skeleton.functions
            if each.name == name and each.is_async
        ]

    def _has_nested_start_up(self, function: FunctionDefinition) -> bool:
        """Whether it defines the lifespan of an application, or what it runs in a loop of its own."""
        text = self.project.bodies.text_of(function)
        names = self.lifespan_names | self.own_loops.names
        return any(match.group(2) in names for match in NESTED.finditer(text))
