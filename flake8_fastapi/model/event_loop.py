"""What runs on the event loop, and what blocks it there."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.nodes import BlockingCall, Misuse, SyncDependency
from flake8_fastapi.model.receivers import receiver_name
from flake8_fastapi.model.roles import Roles
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.types import FunctionObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.summary import Summary

MAKES_TASK = re.compile(r"\b(?:create_task|ensure_future)\(")
STATEMENT = re.compile(r"^[ \t]+(?:\w+\.)*(\w+)\(", re.MULTILINE)
ENDS_LIFE = role("ends-life")
LOCKS = frozenset({"lock", "brief-lock"})
ASYNC_CLIENT = re.compile(r"\bAsync[A-Z]\w+|\baioredis\b|\bredis\.asyncio\b")


class EventLoop:
    """The coroutines of one file and what happens in them."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.interpreter = module.project.interpreter
        self.roles = Roles(module)

    def coroutines(self) -> Iterator[tuple[FunctionDefinition, Summary]]:
        """Every ``async def`` of the file with its summary, outer ones before those in them."""
        for function in self.module.skeleton.functions:
            if function.is_async:
                summary = self.interpreter.summary_as_called(function)
                yield function, summary
                yield from self._nested_in(summary)
            elif self._contains_coroutine(function):
                yield from self._nested_in(self.interpreter.summary_as_called(function))

    def _contains_coroutine(self, function: FunctionDefinition) -> bool:
        return "async def" in self.module.project.bodies.text_of(function)

    def _coroutines_in(self, function: FunctionObject) -> Iterator[tuple[FunctionDefinition, Summary]]:
        summary = self.interpreter.summary_of(function.definition, function)
        if function.definition.is_async:
            yield function.definition, summary
        yield from self._nested_in(summary)

    def _nested_in(self, summary: Summary) -> Iterator[tuple[FunctionDefinition, Summary]]:
        for nested in summary.nested:
            if nested.definition.is_async or self._contains_coroutine(nested.definition):
                yield from self._coroutines_in(nested)

    def blocking_calls(self) -> Iterator[BlockingCall]:
        """The blocking calls in coroutines that run while the application serves requests."""
        if is_test_file(self.module.display_path):
            return
        for function, summary in self.coroutines():
            if not summary.effects or self.module.project.start_up.only_runs_there(function):
                continue
            plain = not summary.awaits and self.roles.is_called_by_framework(function)
            for effect in summary.effects:
                if effect.category in LOCKS and self._ends_life(function):
                    continue
                if effect.category == "brief-lock":
                    if not self._is_held_long(function, effect.operation):
                        continue
                    effect = replace(effect, category="lock", operation=effect.name)
                if effect.operation == "builtins.input" and not self.roles.is_called_by_framework(function):
                    continue  # somebody sits at the terminal of a program that serves no requests
                yield BlockingCall(effect, function, plain and not summary.is_generator)

    def _ends_life(self, function: FunctionDefinition) -> bool:
        """Whether a coroutine closes something for good, when nobody is left who would hold its lock.

        What clients may call as they like does not.
        """
        name = function.name.lstrip("_")
        return name in ENDS_LIFE.words and not self.roles.is_called_by_framework(function)

    def _is_held_long(self, function: FunctionDefinition, path: str) -> bool:
        """Whether another function of the file (for ``self.x``, of the class) blocks under this lock."""
        bodies = self.module.project.bodies
        is_own = path.partition(".")[0] == receiver_name(function)
        return any(
            path in self.interpreter.summary_of(each).slow_locks
            for each in self.module.skeleton.functions
            if (each.owner is function.owner or not is_own) and f"with {path}" in bodies.text_of(each)
        )

    def _plain_functions(self) -> Iterator[tuple[FunctionDefinition, Summary]]:
        """The plain functions that can misuse a coroutine.

        Path operations, makers of tasks, and those that call a coroutine function as a statement.
        """
        for function in self.module.skeleton.functions:
            if function.is_async:
                continue
            text = self.module.project.bodies.text_of(function)
            if MAKES_TASK.search(text) or self._may_drop(text) or self.roles.is_path_operation(function):
                yield function, self.interpreter.summary_of(function)

    def _may_drop(self, text: str) -> bool:
        """Whether a statement of a function may make a coroutine: of the project, or of an async client."""
        called = STATEMENT.findall(text)
        if not called:
            return False
        own = self.module.project.survey.coroutine_names
        return self._has_async_clients or any(name in own for name in called)

    @cached_property
    def _has_async_clients(self) -> bool:
        lines = self.module.project.bodies.lines_of(self.module)
        return ASYNC_CLIENT.search("\n".join(lines)) is not None

    def sync_dependencies(self) -> Iterator[SyncDependency]:
        """The plain functions of the file that FastAPI runs as dependencies."""
        dependencies = self.module.project.dependencies
        for function in self.module.skeleton.functions:
            if function.is_async or function.name == "__init__":
                continue  # a constructor cannot be a coroutine
            if dependencies.is_depended_on(function):
                yield SyncDependency(function, self._only_computes(function))

    def _only_computes(self, function: FunctionDefinition) -> bool:
        summary = self.interpreter.summary_of(function)
        found = self.interpreter.function_object(function)
        cached = isinstance(found, FunctionObject) and found.cached
        return not (summary.effects or summary.is_opaque or summary.is_generator or cached)

    def misuses(self) -> Iterator[Misuse]:
        """Coroutines, tasks and offloading functions that are used wrongly."""
        for function, summary in (*self.coroutines(), *self._plain_functions()):
            for misuse in summary.misuses:
                if misuse.kind == "returned-coroutine" and not self.roles.is_path_operation(function):
                    continue
                yield misuse


def blocking_calls(module: Module) -> Iterator[BlockingCall]:
    """The blocking calls of a file, in coroutines that run while the application serves requests."""
    return module.event_loop.blocking_calls()


def misuses(module: Module) -> Iterator[Misuse]:
    """The coroutines, tasks and offloading functions that a file uses wrongly."""
    return module.event_loop.misuses()


def sync_dependencies(module: Module) -> Iterator[SyncDependency]:
    """The plain functions of a file that FastAPI runs as dependencies."""
    return module.event_loop.sync_dependencies()
