"""Functions that are handed to Starlette's or FastAPI's background tasks."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.located import Located
from flake8_fastapi.model.spelling import last_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.module import Module

BACKGROUND_TASK = "starlette.background.BackgroundTask"
BACKGROUND_TASKS = "starlette.background.BackgroundTasks"


@dataclass(frozen=True, slots=True)
class AddedTask(Located):
    """A call that hands a function to background tasks: ``tasks.add_task(function, ...)``.

    ``tasks`` is what it is added to; None for ``BackgroundTask(function, ...)``, which makes one task.
    ``arguments`` are what the function will be called with.
    """

    PLACE = "call"

    call: ast.Call
    tasks: ast.expr | None
    function: ast.expr
    arguments: tuple[ast.expr, ...]

    @property
    def adder(self) -> str:
        """How the call is written: ``add_task`` or ``BackgroundTask``."""
        return "add_task" if self.tasks is not None else "BackgroundTask"


def added_tasks(module: Module) -> Iterator[AddedTask]:
    """The calls of a file that hand a function to background tasks."""
    for call in module.index.of_kind(ast.Call):
        function = _function(call)
        if function is None:
            continue
        tasks = (
            call.func.value if is_add_task(module, call) and isinstance(call.func, ast.Attribute) else None
        )
        if tasks is None and not makes_task(module, call):
            continue
        others = [each for each in call.args if each is not function]
        others += [keyword.value for keyword in call.keywords if keyword.value is not function]
        yield AddedTask(call, tasks, function, tuple(others))


def is_add_task(module: Module, call: ast.Call) -> bool:
    """Whether a call is ``add_task`` of background tasks, or of a subclass of them."""
    return (
        isinstance(call.func, ast.Attribute)
        and call.func.attr == "add_task"
        and module.observation.is_instance(call.func.value, BACKGROUND_TASKS)
    )


def makes_task(module: Module, call: ast.Call) -> bool:
    """Whether a call is ``BackgroundTask(...)``; the name is compared last, types cost more."""
    name = last_name(call.func)
    return "Task" in name and module.observation.called(call) == BACKGROUND_TASK


def _function(call: ast.Call) -> ast.expr | None:
    """What is handed over as the function, if the call may be one that hands a function over."""
    name = last_name(call.func)
    if name != "add_task" and "Task" not in name:
        return None
    if call.args and not isinstance(call.args[0], ast.Starred):
        return call.args[0]
    return next((keyword.value for keyword in call.keywords if keyword.arg == "func"), None)
