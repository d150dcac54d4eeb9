"""Code that runs only while no requests are served.

At start-up and shut-down, in commands of a command line, and on event loops of its own.
"""

from __future__ import annotations

import ast
import re
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.model.definitions import ImportBinding
from flake8_fastapi.model.survey import is_test_file, without_long_texts
from flake8_fastapi.model.types import (
    UNKNOWN,
    External,
    ExternalMethod,
    FunctionObject,
    Instance,
    ModuleObject,
)

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition, FunctionNode
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.types import Type

APPLICATIONS = frozenset({"fastapi.FastAPI", "starlette.applications.Starlette"})
ROUTERS = APPLICATIONS | {"fastapi.APIRouter", "starlette.routing.Router"}

COMMAND_LINES = ("click.", "typer.", "asyncclick.", "cyclopts.", "asyncer.", "fire.")

DEEPEST_CALLER = 5
"""Calls behind a start-up function that are followed."""

MOST_NAMESAKES = 3
"""Coroutines of one name among which one cannot be picked by the name alone."""

NESTED = re.compile(r"^([ \t]+)(?:async[ \t]+)?def[ \t]+(\w+)", re.MULTILINE)
CALLED = re.compile(r"\b([A-Za-z_]\w*)[ \t]*\(")
OWN_LOOP = re.compile(
    r"\b(?:(?:asyncio|anyio|uvloop)\.run|run_until_complete)\(\s*(?:[\w]+\.)*([A-Za-z_]\w*)"
)
RUNS_LOOP = re.compile(r"\b(?:(?:asyncio|anyio|uvloop)\.run|run_until_complete)\(")
RUNS_PARAMETER = re.compile(r"\b(?:(?:asyncio|anyio|uvloop)\.run|run_until_complete)\(\s*(\w+)\s*[,)]")
EVENT_HANDLERS = re.compile(r"\bon_(?:startup|shutdown)\s*=\s*\[([^\]]*)\]")
EVENT_HANDLER = re.compile(r"\badd_event_handler\(\s*[\"'](?:startup|shutdown)[\"']\s*,\s*(?:\w+\.)*(\w+)")
LIFESPAN_ARGUMENT = re.compile(r"\blifespan(?:_context)?\s*=\s*(?:\w+\.)*([A-Za-z_]\w*)")


class StartUp:
    """Which coroutines of a project run only at start-up or on a loop of their own.

    First the names that start-up code calls are collected, from start-up functions
    forwards. Only for those is the whole project searched for other callers.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self._answers: dict[FunctionDefinition, bool] = {}

    def only_runs_there(self, function: FunctionDefinition) -> bool:
        """Whether a coroutine is start-up code or is called by nothing but start-up code."""
        known = self._answers.get(function)
        if known is None:
            known = self._answers[function] = self.is_start_up(function) or (
                function.name in self._called_names and self._has_no_other_caller(function, 0)
            )
        return known

    def is_start_up(self, function: FunctionDefinition) -> bool:
        """Whether a function is a lifespan or a handler of start-up or shut-down events."""
        if not function.decorated:
            return function.name in self._lifespan_names
        decorators = self._decorators(function)
        for of in decorators:
            if isinstance(of, External) and of.name.endswith(".asynccontextmanager"):
                if function.name in self._lifespan_names:
                    return True
                if _takes_application(self.project, function, function.node()):
                    return True
            if isinstance(of, External) and of.name.endswith(".lifespan"):
                return True
            if _is_command(of):
                return True
            if isinstance(of, FunctionObject) and self._runs_a_loop(of.definition):
                return True
            if isinstance(of, ExternalMethod) and of.name == "on_event":
                if isinstance(of.receiver, Instance) and of.receiver.cls in ROUTERS:
                    return True
        return False

    def _runs_a_loop(self, decorator: FunctionDefinition) -> bool:
        """Whether what a decorator gives runs the coroutine in a loop of its own, as commands do."""
        return RUNS_LOOP.search(self.project.bodies.text_of(decorator)) is not None

    def _decorators(self, function: FunctionDefinition) -> list[Type]:
        node = function.node()
        if isinstance(node, ast.Lambda):
            return []
        scope = self.project.interpreter.definition_scope(function)
        return [
            scope.reference(each.func if isinstance(each, ast.Call) else each) for each in node.decorator_list
        ]

    @cached_property
    def _lifespan_names(self) -> frozenset[str]:
        """The names that are given as lifespan or event handler anywhere in the project."""
        names: set[str] = set()
        for module in self.project.survey.start_up_modules:
            text = without_long_texts("\n".join(self._lines(module)))
            names.update(LIFESPAN_ARGUMENT.findall(text))
            names.update(EVENT_HANDLER.findall(text))
            for handlers in EVENT_HANDLERS.findall(text):
                names.update(each.rpartition(".")[2].strip() for each in handlers.split(","))
        return frozenset(names - {"None", "self"})

    def _lines(self, module: Module) -> list[str]:
        return self.project.bodies.lines_of(module)

    @cached_property
    def _own_loop_names(self) -> frozenset[str]:
        """The names of coroutines that are called to be run in a loop of their own."""
        names: set[str] = set()
        for module in self.project.survey.start_up_modules:
            names.update(OWN_LOOP.findall(without_long_texts("\n".join(self._lines(module)))))
        for runner in self._runners:
            for _, _, text in self.project.survey.mentions(runner):
                names.update(re.findall(rf"\b{runner}\(\s*(?:\w+\.)*(\w+)\s*\(", text))
        return frozenset(names)

    @cached_property
    def _runners(self) -> frozenset[str]:
        """The names of plain functions that run a coroutine that they are given in a loop of their own."""
        return frozenset(
            function.name
            for module in self.project.survey.start_up_modules
            for function in module.skeleton.functions
            if not function.is_async and function.owner is None
            for given in RUNS_PARAMETER.findall(self.project.bodies.text_of(function))
            if re.search(rf"def\s+\w+\([^)]*\b{given}\b", self.project.bodies.text_of(function))
        )

    def _runs_in_own_loop(self, module: Module, line: int, name: str) -> bool:
        """Whether a line calls a coroutine function only to have its coroutine run in a loop of its own."""
        text = "\n".join(self._lines(module)[max(0, line - 2) : line])
        if name in OWN_LOOP.findall(text):
            return True
        return any(re.search(rf"\b{each}\(\s*(?:\w+\.)*{name}\s*\(", text) for each in self._runners)

    @staticmethod
    def _is_of_a_library(module: Module, text: str, name: str) -> bool:
        """Whether a line mentions the name only as an attribute of imported libraries (``asyncio.run``)."""
        owners = re.findall(rf"(?:\b(\w+)\.)?\b{re.escape(name)}\b", text.partition("#")[0])
        for owner in owners:
            bindings = module.lookup(owner) if owner else []
            if not bindings or not all(
                isinstance(each, ImportBinding) and module.project.names_library(module, each)
                for each in bindings
            ):
                return False
        return True

    def _means_another(self, function: FunctionDefinition, module: Module, text: str) -> bool:
        """Whether a line has the name only as that of another function, a setting or a keyword."""
        name = re.escape(function.name)
        found = re.compile(rf"(\bdef\s+|\bclass\s+)?(?:\b(\w+)\s*\.\s*)?\b{name}\b\s*(=(?!=))?")
        for defines, owner, is_set in found.findall(text.partition("#")[0]):
            if defines or is_set:
                continue
            if owner or function.owner is not None:
                if function.owner is not None and owner:
                    return False
                of = self.project.interpreter.names.type_of(module, owner) if owner else None
                if isinstance(of, ModuleObject):
                    of = self.project.interpreter.names.member(of.module, function.name)
                    if not isinstance(of, FunctionObject) or of.definition is function:
                        return False
            else:
                of = self.project.interpreter.names.type_of(module, function.name)
                if of is None and self._imports_locally(module, function.name):
                    return False
                if of is UNKNOWN or (isinstance(of, FunctionObject) and of.definition is function):
                    return False
        return True

    def _imports_locally(self, module: Module, name: str) -> bool:
        """Whether a file may import a name inside of a function."""
        word = re.compile(rf"\bimport\b.*\b{re.escape(name)}\b|^\s*{re.escape(name)}\s*,?\s*$")
        return any(name in line and word.search(line) for line in self._lines(module))

    @cached_property
    def _called_names(self) -> frozenset[str]:
        """The names of functions and methods that start-up code calls, itself or through others."""
        names: set[str] = set(self._own_loop_names)
        seen: set[FunctionDefinition] = set()
        level = [
            function
            for module in self.project.survey.start_up_modules
            for function in module.skeleton.functions
            if self.is_start_up(function)
            or function.name in self._own_loop_names
            or self._has_nested_lifespan(function)
        ]
        for _ in range(DEEPEST_CALLER):
            following: list[FunctionDefinition] = []
            for function in level:
                if function in seen:
                    continue
                seen.add(function)
                for name in CALLED.findall(self.project.bodies.text_of(function)):
                    names.add(name)
                    following += self._resolve(function, name)
            level = following
        return frozenset(names)

    def _resolve(self, function: FunctionDefinition, name: str) -> list[FunctionDefinition]:
        """The function or method that a plain name most likely means inside another function."""
        if function.owner is not None and name in function.owner.methods:
            return function.owner.methods[name]
        of = self.project.interpreter.names.type_of(function.module, name)
        if isinstance(of, FunctionObject):
            return [of.definition]
        # A method of some object: whoever has a coroutine of this name, if only few have.
        paths = self.project.survey.coroutine_names.get(name, ())
        if len(paths) > MOST_NAMESAKES:
            return []
        return [
            each
            for path in paths
            for each in self.project.module_at(path).skeleton.functions
            if each.name == name and each.is_async
        ]

    def _has_nested_lifespan(self, function: FunctionDefinition) -> bool:
        """Whether a factory defines the lifespan that it gives to its application."""
        text = self.project.bodies.text_of(function)
        return any(match.group(2) in self._lifespan_names for match in NESTED.finditer(text))

    def _stands_in_lifespan(self, module: Module, line: int) -> bool:
        """Whether the innermost function around a line is a lifespan that is nested in another function."""
        lines = self._lines(module)
        indentation = _indentation(lines[line - 1])
        for text in reversed(lines[: line - 1]):
            if text.strip() and _indentation(text) < indentation:
                match = NESTED.match(text)
                if match is not None:
                    return match.group(2) in self._lifespan_names
                indentation = _indentation(text)
        return False

    def _starts_task(self, module: Module, line: int) -> bool:
        """Whether a line, or the one before it, makes a task: that goes on while requests are served."""
        return STARTS_TASK.search("\n".join(self._lines(module)[max(0, line - 2) : line])) is not None

    def _has_no_other_caller(self, function: FunctionDefinition, depth: int) -> bool:
        """Whether every mention of the name in the project is a call made by start-up code."""
        if depth > DEEPEST_CALLER or function.name.startswith("__") or function.decorated:
            return False
        found = False
        call = re.compile(rf"(?<!def )\b{re.escape(function.name)}\s*\(")
        quoted = re.compile(rf"[\"']{re.escape(function.name)}[\"']")
        for path, line, text in self.project.survey.mentions(function.name):
            module = self.project.module_at(path)
            if module is function.module and line == function.line:
                continue
            if _is_import(text) or quoted.search(text) or is_test_file(module.display_path):
                continue
            if self._starts_task(module, line):
                return False
            if self._is_of_a_library(module, text, function.name) or self._means_another(
                function, module, text
            ):
                continue
            if not self._runs_in_own_loop(module, line, function.name):
                if not call.search(text):
                    return False
                caller = module.function_around(line)
                if caller is None or caller is function:
                    return False
                if self._stands_in_lifespan(module, line):
                    found = True
                    continue
                if not self.is_start_up(caller) and not self._has_no_other_caller(caller, depth + 1):
                    return False
            found = True
        return found


def _indentation(text: str) -> int:
    return len(text) - len(text.lstrip())


def _is_command(of: Type) -> bool:
    """Whether a decorator makes a command of a command line, which runs in a process of its own."""
    if isinstance(of, External):
        return of.name.startswith(COMMAND_LINES)
    if isinstance(of, ExternalMethod) and isinstance(of.receiver, Instance):
        return isinstance(of.receiver.cls, str) and of.receiver.cls.startswith(COMMAND_LINES)
    return False


STARTS_TASK = re.compile(r"\b(?:create_task|ensure_future|start_soon|add_task)\(")


def _takes_application(project: Project, function: FunctionDefinition, node: FunctionNode) -> bool:
    arguments = [*node.args.posonlyargs, *node.args.args]
    if not arguments or arguments[-1].annotation is None:
        return False
    scope = project.interpreter.definition_scope(function)
    of = project.interpreter.annotations.value_type(scope, arguments[-1].annotation)
    return isinstance(of, Instance) and of.cls in APPLICATIONS


def _is_import(text: str) -> bool:
    stripped = text.strip()
    if stripped.startswith(("from ", "import ")):
        return True
    if "(" in stripped.rstrip("("):
        return False
    names = [part.partition(" as ")[0].strip() for part in stripped.strip("(),").split(",")]
    return all(name.isidentifier() for name in names)
