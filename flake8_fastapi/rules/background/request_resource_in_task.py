"""FAPI403: what belongs to one request, in work that outlives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.background.base import GUIDE_SECTION
from flake8_fastapi.versions import admits

if TYPE_CHECKING:
    from flake8_fastapi.model.background.request_resources import HandedResource

CLOSED_BEFORE_TASKS = ">=0.106,<0.118"
"""The FastAPI versions that close yield dependencies before background tasks run."""


class RequestResourceInTask(Rule):
    """A session, request or upload of one request is handed to work that goes on behind it.

    Why: a dependency's session is closed when the request is over, the body of a request cannot be
    read any more and an upload's file is closed. What ``create_task``, an executor or a thread does
    with them afterwards fails or, with a session, opens a connection that nobody closes. A
    background task still has its session since FastAPI 0.118, and the session keeps its connection
    for the whole task; from 0.106 to 0.117, and with ``scope="function"``, it is closed already.

    Cure: hand over ids and plain values, and open a session in the task; read the body or the upload
    first and hand over what was read.

    Exempt: ``Request`` and ``UploadFile`` in background tasks, which may still read them; tasks that
    the same function awaits, gathers, returns or cancels; tasks that only use a request's headers or state.

    A service or repository that was made with such a session holds it, and so does a function nested in the
    path operation. In a helper that is handed the background tasks, sessions end with the request, too.

    Cannot see: sessions that objects get in other ways than by their constructor.

    Source: beyond the guide; seen on FastAPI 0.105 to 0.165.
    """

    code = "FAPI403"
    name = "request-resource-in-task"
    message = "{problem}: {cure}"
    guide = GUIDE_SECTION
    gate = (
        "add_task",
        "BackgroundTask",
        "create_task",
        "ensure_future",
        "submit",
        "run_in_executor",
        "Thread",
    )

    def visit_HandedResource(self, handed: HandedResource) -> None:
        """Report what is handed over."""
        name = handed.name
        if handed.kind == "session":
            cure = "hand over ids, and open a session in the task"
            if not handed.in_background_task:
                problem = f"{name} is closed when the request is over, and {handed.way} goes on with it"
            elif handed.with_function_scope or admits(
                CLOSED_BEFORE_TASKS, self.module.project.version_of("fastapi")
            ):
                problem = f"{name} is closed before the background task runs"
            else:
                problem = f"{name} keeps its connection until the background task has ended"
        elif handed.kind == "request":
            problem = (
                f"the body of {name} cannot be read when the request is over, where {handed.way} goes on"
            )
            cure = "read it first and hand over what was read"
        else:
            problem = f"{name} is closed when the request is over, and {handed.way} goes on with it"
            cure = "read it first, or copy it to a file of its own"
        self.report(handed, problem=problem, cure=cure)
