"""Other ways to hand over background tasks: aliases, keywords, one task of a response, helpers, classes."""

from functools import partial
from typing import Annotated, Any

import fastapi
from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.responses import JSONResponse
from starlette.background import BackgroundTask
from starlette.background import BackgroundTasks as StarletteTasks

app = FastAPI()
Tasks = Annotated[BackgroundTasks, "what follows the response"]
seen: list[str] = []


def note(text: str) -> None:
    """Keep a text."""
    seen.append(text)


async def note_later(text: str) -> None:
    """Keep a text."""
    seen.append(text)


class Mailer:
    """Sends messages."""

    def send(self, text: str) -> None:
        """Send one."""
        seen.append(text)

    async def send_later(self, text: str) -> None:
        """Send one."""
        seen.append(text)


mailer = Mailer()


@app.get("/alias")
async def alias(tasks: Tasks) -> None:
    """An `Annotated` alias."""
    tasks.add_task(note("a"))  # expect: FAPI402
    tasks.add_task(func=note_later("b"))  # expect: FAPI402


@app.get("/qualified")
async def qualified(tasks: fastapi.BackgroundTasks) -> None:
    """Bound methods."""
    tasks.add_task(mailer.send("a"))  # expect: FAPI402
    tasks.add_task(mailer.send_later("b"))  # expect: FAPI402


@app.get("/response")
async def response() -> JSONResponse:
    """One task, of the response."""
    return JSONResponse({}, background=BackgroundTask(note("a")))  # expect: FAPI402


def add(tasks: StarletteTasks | None, text: str) -> None:
    """A helper that is given the tasks."""
    if tasks is not None:
        tasks.add_task(note(text))  # expect: FAPI402


def noter(tasks: BackgroundTasks) -> Any:
    """A dependency that adds a task."""
    tasks.add_task(  # the call stands on a line of its own
        note("dependency")  # expect: FAPI402
    )


@app.get("/dependency", dependencies=[Depends(noter)])
async def dependency(tasks: BackgroundTasks) -> None:
    """A nested function, and what may be called."""

    def nested() -> None:
        note("nested")

    tasks.add_task(nested())  # expect: FAPI402
    tasks.add_task(nested)
    tasks.add_task(partial(note, "a"))
    tasks.add_task(lambda: note("b"))
