"""Code that runs only while no requests are served.

At start-up and shut-down, in commands of a command line, and on event loops of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.decorators import decorators_of
from flake8_fastapi.model.naming_lines import NamingLines
from flake8_fastapi.model.own_loops import TEXT, OwnLoops
from flake8_fastapi.model.start_up_functions import CALLED, DEEPEST_CALLER, StartUpFunctions
from flake8_fastapi.model.start_up_signs import OPEN_GATHER, STARTS_TASK, is_import
from flake8_fastapi.model.survey import is_test_file, without_long_texts
from flake8_fastapi.model.types import External

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project

ENTERED = frozenset({"__aenter__", "__aexit__"})

MOST_GATHERED = 10
"""Lines of one ``gather(...)`` that are looked at."""

ANY_TEXT = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")


class StartUp:
    """Which coroutines of a project run only at start-up or on a loop of their own.

    First the names that start-up code calls are collected, from start-up functions
    forwards. Only for those is the whole project searched for other callers.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.own_loops = OwnLoops(project)
        self.naming = NamingLines(project)
        self.functions = StartUpFunctions(project, self.own_loops, self.naming)
        self._answers: dict[FunctionDefinition, bool] = {}
        self._only_exported: dict[FunctionDefinition, bool] = {}

    def only_runs_there(self, function: FunctionDefinition) -> bool:
        """Whether a coroutine is start-up code or is called by nothing but start-up code."""
        known = self._answers.get(function)
        if known is None:
            known = self._answers[function] = self.is_start_up(function) or (
                self._is_entered_at_start_up(function.owner)
                if function.owner is not None and function.name in ENTERED
                else function.name in self.functions.called_names and self._has_no_other_caller(function, 0)
            )
            if not known:
                known = self._answers[function] = (
                    self.own_loops.runs_in_program(function)
                    or self.own_loops.runs_beside(function)
                    or self._stands_in_own_loop(function)
                )
        return known

    def is_start_up(self, function: FunctionDefinition) -> bool:
        """Whether a function is a lifespan or a handler of start-up or shut-down events."""
        return self.functions.is_start_up(function)

    def _stands_in_own_loop(self, function: FunctionDefinition) -> bool:
        """Whether a coroutine, such as a callback, stands in one that runs in a loop that serves nothing."""
        parent = function.parent
        if parent is None or not parent.is_async or function.decorated:
            return False
        return parent.name in self.functions.called_names and self._has_no_other_caller(
            parent, 0, makes_tasks=True
        )

    def _lines(self, module: Module) -> list[str]:
        return self.project.bodies.lines_of(module)

    def _starts_task(self, module: Module, line: int) -> bool:
        """Whether a line, or the one before it, makes a task: that goes on while requests are served."""
        return STARTS_TASK.search("\n".join(self._lines(module)[max(0, line - 2) : line])) is not None

    def _runs_beside_server(self, module: Module, line: int, name: str) -> bool:
        """Whether a line names what a ``gather(...)`` runs, in a function that serves requests meanwhile."""
        *before, last = self._lines(module)[max(0, line - MOST_GATHERED) : line]
        text = "\n".join((*before, last.partition(name)[0]))
        caller = module.function_around(line) if OPEN_GATHER.search(text) is not None else None
        return caller is not None and self._serves(caller)

    def _serves(self, function: FunctionDefinition) -> bool:
        """Whether a function may serve requests, itself or through a coroutine that it calls."""
        called = CALLED.findall(self.project.bodies.text_of(function))
        return self.own_loops.serves(function) or any(
            self.own_loops.serves(each)
            for name in dict.fromkeys(called)
            for each in self.functions.resolve(function, name)
            if each is not function and each.is_async
        )

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
        if makes_tasks and self._serves(function):
            return False
        found, parent = False, function.parent
        for module, line, text, name in self.naming.of(function):
            if module is function.module and line == function.line:
                continue
            if parent is not None and not (module is parent.module and parent.line < line <= parent.end_line):
                continue  # nobody else sees what stands in a function
            runs_alone = self.own_loops.runs(module, line, name)
            if not runs_alone and (is_import(text) or is_test_file(module.display_path)):
                continue
            goes_on = (
                makes_tasks or self._starts_task(module, line) or self._runs_beside_server(module, line, name)
            )
            if self.naming.is_of_a_library(module, text, name):
                continue
            if name == function.name and self.naming.means_another(function, module, text):
                continue
            caller = module.function_around(line)
            if not runs_alone and self._is_only_exported(caller):
                continue
            if (
                caller is function
                and not goes_on
                and self.naming.innermost_function(module, line) == function.name
            ):
                continue  # itself, or what has the same name and is another object's
            if not runs_alone and not self._is_called_at_start_up(
                function, module, line, text, name, depth, goes_on
            ):
                return False
            found = True
        return found

    def _is_only_exported(self, function: FunctionDefinition | None) -> bool:
        """Whether other files import a coroutine without decorators, and nobody does anything with it."""
        if function is None or function.owner is not None or function.decorated or not function.is_async:
            return False
        known = self._only_exported.get(function)
        if known is None:
            mentions = [
                is_import(text)
                for module, line, text, _ in self.naming.of(function)
                if module is not function.module or line != function.line
            ]
            known = self._only_exported[function] = bool(mentions) and all(mentions)
        return known

    def _is_only_entered(self, function: FunctionDefinition) -> bool:
        """Whether decorators make nothing but a context manager of a function."""
        manager = External("contextlib.asynccontextmanager")
        return all(of == manager for of in decorators_of(self.project.interpreter, function))

    def _is_entered_at_start_up(self, cls: ClassDefinition) -> bool:
        """Whether only start-up code makes objects of a class, a context manager."""
        if cls.name not in self.functions.called_names:
            return False
        found = False
        call = re.compile(rf"(?<!class )\b{re.escape(cls.name)}\s*\(")
        for module, line, text in self.project.survey.uses(cls.name):
            code = TEXT.sub('""', text)
            if is_import(text) or cls.name not in code:
                continue
            if module is cls.module and re.search(rf"^\s*class\s+{re.escape(cls.name)}\b", code):
                continue
            caller = module.function_around(line)
            if caller is None or not call.search(code):
                return False
            if self.naming.innermost_function(
                module, line
            ) not in self.functions.lifespan_names and not self.is_start_up(caller):
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
        innermost = self.naming.innermost_function(module, line)
        if innermost in self.functions.lifespan_names:
            return not makes_tasks
        if innermost not in (None, caller.name):
            return self._is_called_beside(caller, innermost, depth + 1, makes_tasks)
        if not makes_tasks and self.is_start_up(caller):
            return True
        return self._has_no_other_caller(caller, depth + 1, makes_tasks)

    def _is_called_beside(
        self, parent: FunctionDefinition, name: str | None, depth: int, makes_tasks: bool
    ) -> bool:
        """Whether a function that stands in another one runs only at start-up, or in a loop of its own.

        A lifespan there calls it, directly or through functions beside it, or the function around it does.
        """
        if name in self.functions.lifespan_names:
            return not makes_tasks
        if name is None or depth > DEEPEST_CALLER:
            return False
        lines = without_long_texts("\n".join(self._lines(parent.module))).split("\n")
        word = re.compile(rf"(\bdef\s+)?\b{re.escape(name)}\b(\s*\()?")
        found = False
        for number in range(parent.line + 1, parent.end_line + 1):
            for defines, is_called in word.findall(ANY_TEXT.sub('""', lines[number - 1]).partition("#")[0]):
                if defines and not lines[number - 2].lstrip().startswith("@"):
                    continue
                if defines or not is_called:
                    return False
                if not self._runs_beside(parent, number, name, depth, makes_tasks):
                    return False
                found = True
        return found

    def _runs_beside(
        self, parent: FunctionDefinition, line: int, name: str, depth: int, makes_tasks: bool
    ) -> bool:
        """Whether only start-up code runs a line of a function, which calls a function that stands in it."""
        module = parent.module
        if self.own_loops.runs(module, line, name):
            return not (makes_tasks and self._serves(parent))
        makes_tasks = makes_tasks or self._starts_task(module, line)
        caller = self.naming.innermost_function(module, line)
        if caller == name:
            return True
        if caller not in (None, parent.name):
            return self._is_called_beside(parent, caller, depth + 1, makes_tasks)
        if not parent.is_async:
            return False  # nobody awaits it there
        if not makes_tasks and self.is_start_up(parent):
            return True
        return self._has_no_other_caller(parent, depth + 1, makes_tasks)
