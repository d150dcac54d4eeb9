"""Other ways to throw away the injected tasks: names, branches, `try`, helpers."""

import fastapi
from fastapi import BackgroundTasks, FastAPI, Response
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException

app = FastAPI()
seen: list[str] = []


class Refused(fastapi.HTTPException):
    """An error of our own."""

    def __init__(self) -> None:
        super().__init__(403, "Refused")


def note(text: str) -> None:
    """Keep a text."""
    seen.append(text)


@app.get("/named")
def named(tasks: BackgroundTasks) -> Response:
    """The response and its tasks have names."""
    tasks.add_task(note, "a")  # expect: FAPI405
    own = BackgroundTasks()
    own.add_task(note, "b")
    response = JSONResponse({}, background=own)
    return response


@app.get("/stream")
def stream(tasks: BackgroundTasks) -> StreamingResponse:
    """Another kind of response, behind a `with` and an `if`."""
    with open(__file__) as file:
        if file.readable():
            tasks.add_task(note, "a")  # expect: FAPI405
    return StreamingResponse(iter("abc"), background=BackgroundTask(note, "b"))


@app.get("/error")
def error(tasks: BackgroundTasks) -> None:
    """A task in a handler of an exception."""
    try:
        note("a")
    except ValueError as problem:
        tasks.add_task(note, str(problem))  # expect: FAPI405
        if str(problem) == "b":
            raise Refused from problem
        note("b")
        raise fastapi.HTTPException(400) from problem


@app.get("/starlette")
def of_starlette(tasks: BackgroundTasks) -> None:
    """Starlette's exception, in a `try` that catches others."""
    try:
        tasks.add_task(note, "a")  # expect: FAPI405
        raise HTTPException(404)
    except ValueError:
        note("b")


def refuse(tasks: BackgroundTasks, text: str) -> None:
    """A helper that is given the tasks."""
    tasks.add_task(note, text)  # expect: FAPI405
    raise Refused
