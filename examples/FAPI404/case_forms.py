"""Other ways to make background tasks that nothing runs."""

import fastapi
import starlette.background
from fastapi import FastAPI, Response
from fastapi import BackgroundTasks as Later
from fastapi.responses import JSONResponse

app = FastAPI()
seen: list[str] = []


def note(text: str) -> None:
    """Keep a text."""
    seen.append(text)


class Audited(Later):
    """Background tasks of our own."""


@app.get("/renamed")
def renamed() -> None:
    """Another name, and an annotation."""
    tasks: Later = Later()  # expect: FAPI404
    tasks.add_task(note, "a")


@app.get("/starlette")
def of_starlette() -> None:
    """Starlette's class."""
    tasks = starlette.background.BackgroundTasks()  # expect: FAPI404
    for text in ("a", "b"):
        tasks.add_task(note, text)


@app.get("/subclass")
def subclass() -> None:
    """A subclass."""
    tasks = Audited()  # expect: FAPI404
    tasks.add_task(note, "a")


@app.get("/injected")
def injected(response: Response) -> None:
    """FastAPI copies the headers of an injected response, and not its background."""
    tasks = fastapi.BackgroundTasks()  # expect: FAPI404
    tasks.add_task(note, "a")
    response.background = tasks


@app.get("/dropped")
def dropped() -> None:
    """The response is made and dropped."""
    tasks = fastapi.BackgroundTasks()  # expect: FAPI404
    tasks.add_task(note, "a")
    JSONResponse({}, background=tasks)


@app.get("/response")
def response() -> Response:
    """A response that is made here and returned keeps them."""
    tasks = fastapi.BackgroundTasks()
    tasks.add_task(note, "a")
    made = Response()
    made.background = tasks
    return made
