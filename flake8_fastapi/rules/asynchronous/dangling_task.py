"""FAPI115: a task that nothing holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.asynchronous.base import COROUTINES, GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.model.nodes import Misuse


class DanglingTask(Rule):
    """``create_task`` or ``ensure_future`` whose result is dropped.

    Why: the event loop holds tasks weakly. A task that nothing else holds can be collected
    before it is done, and its exception is never seen.

    Cure: keep the task (``tasks.add(task); task.add_done_callback(tasks.discard)``), use a
    ``TaskGroup``, or a background task of FastAPI.

    Exempt: ``TaskGroup.create_task``, which holds its tasks; tasks that are stored, returned,
    awaited or passed on.

    Cannot see: tasks that are stored in a variable which is read but not kept.

    Source: beyond the guide; the documentation of ``asyncio.create_task`` warns of it.
    """

    code = "FAPI115"
    name = "dangling-task"
    message = "nothing holds the task of {name}(): it may be collected before it is done; keep it"
    guide = GUIDE_SECTION
    gate = COROUTINES

    def visit_Misuse(self, misuse: Misuse) -> None:
        """Report a task that is dropped where it is made."""
        if misuse.kind == "dangling-task":
            self.report(misuse, name=misuse.name)
