"""Code that runs only while no requests are served.

At start-up and shut-down, in commands of a command line, and on event loops of its own.
"""

from __future__ import annotations

import ast
import re
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.model.definitions import ImportBinding
from flake8_fastapi.model.local_imports import LocalImports
from flake8_fastapi.model.own_loops import TEXT, OwnLoops
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
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition, FunctionNode
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.types import Type

APPLICATIONS = frozenset({"fastapi.FastAPI", "starlette.applications.Starlette"})
ROUTERS = APPLICATIONS | {"fastapi.APIRouter", "starlette.routing.Router"}

ENTERED = frozenset({"__aenter__", "__aexit__"})

COMMAND_LINES = ("click.", "typer.", "asyncclick.", "cyclopts.", "asyncer.", "fire.", "rq.")
"""Where decorators come from that make commands, or jobs of a worker that runs each in a loop of its own."""

DEEPEST_CALLER = 5
"""Calls behind a start-up function that are followed."""

MOST_NAMESAKES = 3
"""Coroutines of one name among which one cannot be picked by the name alone."""

NESTED = re.compile(r"^([ \t]+)(?:async[ \t]+)?def[ \t]+(\w+)", re.MULTILINE)
CALLED = re.compile(r"\b([A-Za-z_]\w*)[ \t]*\(")
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
        self.own_loops = OwnLoops(project)
        self.local_imports = LocalImports(project)
        self._answers: dict[FunctionDefinition, bool] = {}
        self._resolved: dict[tuple[str, str], list[FunctionDefinition]] = {}

    def only_runs_there(self, function: FunctionDefinition) -> bool:
        """Whether a coroutine is start-up code or is called by nothing but start-up code."""
        known = self._answers.get(function)
        if known is None:
            known = self._answers[function] = self.is_start_up(function) or (
                self._is_entered_at_start_up(function.owner)
                if function.owner is not None and function.name in ENTERED
                else function.name in self._called_names and self._has_no_other_caller(function, 0)
            )
            if not known:
                known = self._answers[function] = self.own_loops.runs_in_program(
                    function
                ) or self.own_loops.runs_beside(function)
        return known

    def is_start_up(self, function: FunctionDefinition) -> bool:
        """Whether a function is a lifespan or a handler of start-up or shut-down events."""
        if not function.decorated:
            return function.name in self._lifespan_names
        if function.parent is not None and function.name in self._lifespan_names:
            return True  # its decorator may be imported in the function around it
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
            if isinstance(of, FunctionObject) and self.own_loops.is_run_by(of.definition):
                return True
            if isinstance(of, ExternalMethod) and of.name == "on_event":
                if isinstance(of.receiver, Instance) and of.receiver.cls in ROUTERS:
                    return True
        return False

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
        return frozenset(names - {"None"})

    def _lines(self, module: Module) -> list[str]:
        return self.project.bodies.lines_of(module)

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
        if function.parent is not None:
            return module is not function.module
        name = re.escape(function.name)
        found = re.compile(rf"(\bdef\s+|\bclass\s+)?(?:\b(\w+)\s*\.\s*)?\b{name}\b\s*(=(?!=))?")
        for defines, owner, is_set in found.findall(text.partition("#")[0]):
            if defines or is_set:
                continue
            if owner or function.owner is not None:
                if function.owner is not None and owner:
                    return False
                of = self._type_of(module, owner) if owner else None
                if of is None and owner and self._imports_locally(module, owner):
                    return False
                if isinstance(of, ModuleObject):
                    of = self.project.interpreter.names.member(of.module, function.name)
                    if not isinstance(of, FunctionObject) or of.definition is function:
                        return False
            else:
                of = self._type_of(module, function.name)
                if of is None and self._imports_locally(module, function.name):
                    return False
                if of is None and function.parent is not None and module is function.module:
                    return False  # it stands in another function, as this line does
                if of is UNKNOWN or (isinstance(of, FunctionObject) and of.definition is function):
                    return False
        return True

    def _type_of(self, module: Module, name: str) -> Type | None:
        """What a name is that a file binds at its top level, or else one that a function in it imports."""
        of = self.project.interpreter.names.type_of(module, name)
        return of if of is not None else self.local_imports.type_of(module, name)

    def _imports_locally(self, module: Module, name: str) -> bool:
        """Whether a file may import a name inside of a function."""
        word = re.compile(rf"\bimport\b.*\b{re.escape(name)}\b|^\s*{re.escape(name)}\s*,?\s*$")
        return any(name in line and word.search(line) for line in self._lines(module))

    @cached_property
    def _called_names(self) -> frozenset[str]:
        """The names of functions and methods that start-up code calls, itself or through others."""
        names: set[str] = set(self.own_loops.names)
        seen: set[FunctionDefinition] = set()
        level = [
            function
            for module in self.project.survey.start_up_modules
            for function in module.skeleton.functions
            if self.is_start_up(function)
            or function.name in self.own_loops.names
            or self._has_nested_lifespan(function)
        ]
        for _ in range(DEEPEST_CALLER):
            following: list[FunctionDefinition] = []
            for function in level:
                if function in seen:
                    continue
                seen.add(function)
                for name in dict.fromkeys(CALLED.findall(self.project.bodies.text_of(function))):
                    called = self._resolve(function, name)
                    names.update((name, *(each.name for each in called)))
                    following += called
            level = following
        return frozenset(names)

    def _resolve(self, function: FunctionDefinition, name: str) -> list[FunctionDefinition]:
        """The function or method that a plain name most likely means inside another function."""
        if function.owner is not None and name in function.owner.methods:
            return function.owner.methods[name]
        key = (function.module.path, name)
        known = self._resolved.get(key)
        if known is None:
            known = self._resolved[key] = self._resolve_in(function.module, name)
        return known

    def _resolve_in(self, module: Module, name: str) -> list[FunctionDefinition]:
        of = self._type_of(module, name)
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

    def _innermost(self, module: Module, line: int) -> str | None:
        """The name of the innermost function around a line that does not stand at the file's top level."""
        lines = self._lines(module)
        indentation = _indentation(lines[line - 1])
        for text in reversed(lines[: line - 1]):
            if text.strip() and _indentation(text) < indentation:
                match = NESTED.match(text)
                if match is not None:
                    return match.group(2)
                indentation = _indentation(text)
        return None

    def _starts_task(self, module: Module, line: int) -> bool:
        """Whether a line, or the one before it, makes a task: that goes on while requests are served."""
        return STARTS_TASK.search("\n".join(self._lines(module)[max(0, line - 2) : line])) is not None

    def _has_no_other_caller(
        self, function: FunctionDefinition, depth: int, makes_tasks: bool = False
    ) -> bool:
        """Whether every mention of the name in the project is a call made by start-up code.

        With ``makes_tasks`` a task goes on beside what comes after it, so a loop of its own is needed that
        serves nothing: what a lifespan starts runs while requests are served.
        """
        if depth > DEEPEST_CALLER or function.name.startswith("__"):
            return False
        if function.decorated and not self._is_only_entered(function):
            return False
        if makes_tasks and self.own_loops.serves(function):
            return False
        found = False
        for module, line, text, name in self._mentions(function):
            if module is function.module and line == function.line:
                continue
            runs_alone = self.own_loops.runs(module, line, name)
            if not runs_alone and (_is_import(text) or is_test_file(module.display_path)):
                continue
            goes_on = makes_tasks or self._starts_task(module, line)
            if self._is_of_a_library(module, text, name):
                continue
            if name == function.name and self._means_another(function, module, text):
                continue
            if not runs_alone and not self._is_called_at_start_up(
                function, module, line, text, name, depth, goes_on
            ):
                return False
            found = True
        return found

    def _is_only_entered(self, function: FunctionDefinition) -> bool:
        """Whether decorators make nothing but a context manager of a function."""
        manager = External("contextlib.asynccontextmanager")
        return all(of == manager for of in self._decorators(function))

    def _mentions(self, function: FunctionDefinition) -> Iterator[tuple[Module, int, str, str]]:
        """The lines that name a function, without their texts, by its name or by another one for it."""
        for path, line, text in self.project.survey.mentions(function.name):
            code = TEXT.sub('""', text)
            if not re.search(rf"\b{re.escape(function.name)}\b", code):
                continue
            module = self.project.module_at(path)
            yield module, line, code, function.name
            renamed = re.search(rf"\b{re.escape(function.name)}\s+as\s+(\w+)", code)
            if renamed is None or not _is_import(text):
                continue
            of = self._type_of(module, renamed.group(1))
            if isinstance(of, FunctionObject) and of.definition is not function:
                continue
            word = re.compile(rf"\b{renamed.group(1)}\b")
            for number, each in enumerate(self._lines(module), 1):
                if number != line and word.search(each.partition("#")[0]):
                    yield module, number, each, renamed.group(1)

    def _is_entered_at_start_up(self, cls: ClassDefinition) -> bool:
        """Whether only start-up code makes objects of a class, a context manager."""
        if cls.name not in self._called_names:
            return False
        found = False
        call = re.compile(rf"(?<!class )\b{re.escape(cls.name)}\s*\(")
        for path, line, text in self.project.survey.mentions(cls.name):
            module = self.project.module_at(path)
            code = TEXT.sub('""', text)
            if _is_import(text) or is_test_file(module.display_path) or cls.name not in code:
                continue
            if module is cls.module and re.search(rf"^\s*class\s+{re.escape(cls.name)}\b", code):
                continue
            caller = module.function_around(line)
            if caller is None or not call.search(code):
                return False
            if self._innermost(module, line) not in self._lifespan_names and not self.is_start_up(caller):
                return False
            found = True
        return found

    def _is_called_at_start_up(
        self,
        function: FunctionDefinition,
        module: Module,
        line: int,
        text: str,
        name: str,
        depth: int,
        makes_tasks: bool,
    ) -> bool:
        """Whether a line calls a function, and only start-up code runs that line."""
        if not re.search(rf"(?<!def )\b{re.escape(name)}\s*\(", text):
            return False
        caller = module.function_around(line)
        if caller is None or caller is function:
            return False
        innermost = self._innermost(module, line)
        if innermost in self._lifespan_names:
            return not makes_tasks
        if function.parent is not None and innermost not in (None, function.parent.name):
            return False
        if not makes_tasks and self.is_start_up(caller):
            return True
        return self._has_no_other_caller(caller, depth + 1, makes_tasks)


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
    scope = project.interpreter.definition_scope(function)
    declared = [
        project.interpreter.annotations.value_type(scope, each.annotation)
        for each in (*node.args.posonlyargs, *node.args.args)
        if each.annotation is not None
    ]
    return any(isinstance(of, Instance) and of.cls in APPLICATIONS for of in declared)


def _is_import(text: str) -> bool:
    stripped = text.strip()
    if stripped.startswith(("from ", "import ")):
        return True
    if "(" in stripped:
        return False
    names = [part.partition(" as ")[0].strip() for part in stripped.strip("(),").split(",")]
    return all(name.isidentifier() for name in names)
