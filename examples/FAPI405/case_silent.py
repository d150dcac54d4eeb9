"""Tasks that run: the response has no background, or theirs; the exception is not certain or caught."""

from typing import Any

from fastapi import BackgroundTasks, FastAPI, HTTPException, Response
from fastapi.responses import JSONResponse
from starlette.background import BackgroundTask

app = FastAPI()
seen: list[str] = []


def note(text: str) -> None:
    """Keep a text."""
    seen.append(text)


@app.get("/plain")
def plain(tasks: BackgroundTasks) -> Response:
    """FastAPI puts the tasks on a response without any."""
    tasks.add_task(note, "a")
    return JSONResponse({}, background=None)


@app.get("/same")
def same(tasks: BackgroundTasks) -> Response:
    """The same tasks."""
    tasks.add_task(note, "a")
    return JSONResponse({}, background=tasks)


@app.get("/copied")
def copied(tasks: BackgroundTasks) -> Response:
    """Made from the same tasks."""
    tasks.add_task(note, "a")
    more = BackgroundTasks([*tasks.tasks, BackgroundTask(note, "b")])
    return JSONResponse({}, background=more)


@app.get("/parameter")
def parameter(tasks: BackgroundTasks, empty: bool = True) -> Response:
    """It may be None."""
    tasks.add_task(note, "a")
    background = None
    if not empty:
        background = BackgroundTask(note, "b")
    return JSONResponse({}, background=background)


@app.get("/branch")
def branch(tasks: BackgroundTasks, text: str = "") -> Any:
    """Raised in a branch only, and returned before."""
    tasks.add_task(note, "a")
    if not text:
        raise HTTPException(400)
    if text == "b":
        return text
    for each in text:
        tasks.add_task(note, each)
        if each == "c":
            break
    return len(text)


@app.get("/caught")
def caught(tasks: BackgroundTasks) -> None:
    """Caught in the same function."""
    try:
        tasks.add_task(note, "a")
        raise HTTPException(400)
    except HTTPException:
        note("b")


@app.get("/other")
def other(tasks: BackgroundTasks) -> None:
    """Not an `HTTPException`; what becomes of it is not known here."""
    tasks.add_task(note, "a")
    raise RuntimeError
