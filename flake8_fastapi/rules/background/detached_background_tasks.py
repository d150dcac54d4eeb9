"""FAPI404: background tasks made by hand that no response gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.background.base import GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.model.background.lost_tasks import DetachedTasks


class DetachedBackgroundTasks(Rule):
    """``BackgroundTasks()`` is made by hand, tasks are added to it, and nothing runs them.

    The same goes for ``BackgroundTask(function)`` as a statement of its own.

    Why: FastAPI runs the tasks that it injects itself, and those of the response that is returned.
    It does not know of others: their tasks never run, without any error.

    Cure: take ``tasks: BackgroundTasks`` as a parameter, or return a response with
    ``background=tasks``.

    Exempt: tasks that are given to a response or to another function, returned, awaited or stored.

    Cannot see: tasks given to a response that is not returned in the end.

    Source: beyond the guide, whose example takes the parameter. ``response.background = tasks`` on
    an injected ``Response`` is ignored as well: FastAPI copies only its headers, cookies and status.
    """

    code = "FAPI404"
    name = "detached-background-tasks"
    message = "{problem}, so its tasks never run: {cure}"
    guide = GUIDE_SECTION
    gate = ("Task",)

    def visit_DetachedTasks(self, tasks: DetachedTasks) -> None:
        """Report where the tasks are made."""
        if tasks.is_put_on_injected:
            self.report(
                tasks,
                problem="FastAPI ignores the background of an injected Response",
                cure="take BackgroundTasks as a parameter",
            )
        elif tasks.is_single:
            self.report(
                tasks,
                problem="this BackgroundTask() is given to no response",
                cure="take BackgroundTasks as a parameter, or return a response with background=",
            )
        else:
            self.report(
                tasks,
                problem="this BackgroundTasks() is given to no response",
                cure="take it as a parameter, or return a response with background=",
            )
