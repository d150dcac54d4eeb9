"""FAPI406: a task queue fed by a background task."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.background.base import ADDING, GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.model.background.added_tasks import AddedTask

QUEUES = role("queues-job").names
"""What puts a job into a queue that has workers of its own."""


class QueueInBackgroundTask(Rule):
    """``add_task(task.delay, ...)``: a queue behind a queue.

    Why: the job reaches the task queue only after the response, from a process that may die
    before. Then the client has been told that it was accepted, and it is lost; nobody has an id to
    ask for it. When the broker is down, the error comes when there is nobody left to tell.

    Cure: queue it in the path operation: ``task.delay(...)`` in a plain ``def``, or
    ``await run_in_threadpool(task.delay, ...)``.

    Exempt: background tasks that do other work and queue something at its end.

    Cannot see: queues that are not in the tables, and queues behind functions of the project.

    Source: the guide's matrix offers either BackgroundTasks or a task queue, not both.
    """

    code = "FAPI406"
    name = "queue-in-background-task"
    message = "{queue} only queues: do it before the response, a background task may be lost"
    guide = GUIDE_SECTION
    gate = ADDING

    def visit_AddedTask(self, task: AddedTask) -> None:
        """Report a function in the task's place that does nothing but queue."""
        function, observation = task.function, self.module.observation
        if isinstance(function, ast.Lambda) and isinstance(function.body, ast.Call):
            function = function.body.func
        elif isinstance(function, ast.Call) and observation.called(function) == "functools.partial":
            if function.args:
                function = function.args[0]
        if observation.refers_to(function) in QUEUES:
            self.report(task.function, queue=ast.unparse(function))
