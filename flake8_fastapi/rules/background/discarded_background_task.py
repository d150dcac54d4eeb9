"""FAPI405: a background task that the end of the path operation throws away."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.background.base import GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.model.background.lost_tasks import DiscardedTask


class DiscardedBackgroundTask(Rule):
    """A task is added to the injected ``BackgroundTasks``, and then the tasks are thrown away.

    Why: a response with a ``background=`` of its own takes the place of the injected tasks, and an
    ``HTTPException`` becomes a response without any. The task never runs, without any error.

    Cure: give the response no ``background=`` (FastAPI adds the injected tasks), or add the task
    there; before an error, give the task to a response that is returned instead, or do the work first.

    Exempt: a ``background=`` made from the injected tasks; an exception that is raised only in a
    branch, or caught in the same function.

    Cannot see: responses and exceptions that are made in other functions.

    Source: beyond the guide; seen on FastAPI 0.165.
    """

    code = "FAPI405"
    name = "discarded-background-task"
    message = "this task never runs: {end}"
    guide = GUIDE_SECTION
    gate = ("add_task",)

    def visit_DiscardedTask(self, task: DiscardedTask) -> None:
        """Report where the task is added."""
        if task.by == "exception":
            end = f"{_raised(task.end)} in line {task.end.lineno} drops it; run it first or return a response"
        else:
            end = f"the response in line {task.end.lineno} has a background= of its own; add the task there"
        self.report(task, end=end)


def _raised(statement: ast.stmt) -> str:
    """The name of the exception that a statement raises."""
    raised = statement.exc if isinstance(statement, ast.Raise) else None
    return ast.unparse(raised.func if isinstance(raised, ast.Call) else raised) if raised else "an exception"
