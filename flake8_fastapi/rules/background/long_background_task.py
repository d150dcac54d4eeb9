"""FAPI401: a background task that runs long."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.background.long_work import LONG, long_work, seconds_slept
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.background.base import ADDING, GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.model.background.added_tasks import AddedTask


class LongBackgroundTask(Rule):
    """A background task that provably runs long: long sleeps, endless loops, retries, training.

    Why: background tasks run in the server's process. They are lost when it is killed and hold up
    its shut-down otherwise, nobody tries them again, nobody can ask how far they are, and a plain
    function takes one of the forty threads that also serve requests.

    Cure: a task queue (Celery, arq, Dramatiq) for long work and for work with retries; the lifespan
    for what runs as long as the application.

    Exempt: everything whose duration is not written in the code. Shorter sleeps than 30 seconds,
    and retries in functions that the task calls, which mostly belong to a single request.

    Cannot see: how long ordinary work takes.

    Source: the guide's matrix gives "under 30 seconds, no retries" to BackgroundTasks and all else to
    a task queue. It says that such work is lost on a restart; uvicorn waits for it at a plain SIGTERM.
    """

    code = "FAPI401"
    name = "long-background-task"
    message = "{function} runs long ({calls}), and is lost when the server stops: use a task queue"
    guide = GUIDE_SECTION
    gate = ADDING

    def visit_AddedTask(self, task: AddedTask) -> None:
        """Report a task in which, or in whose calls, something is found that takes long."""
        observation = self.module.observation
        found = long_work(observation.interpreter, observation.type_of(task.function))
        function = task.function
        if found is None:
            seconds = seconds_slept(observation, task)
            if seconds >= LONG:
                calls = f"a sleep of {seconds:g} seconds"
                self.report(task, function=ast.unparse(function), calls=calls)
            return
        if isinstance(function, ast.Call) and function.args:
            function = function.args[0]  # of functools.partial
        chain = " -> ".join(str(step) for step in found.chain)
        self.report(task, chain=found.chain, function=ast.unparse(function), calls=chain)
