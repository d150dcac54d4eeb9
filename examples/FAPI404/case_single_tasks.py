"""One task, made and dropped."""

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from starlette.background import BackgroundTask

app = FastAPI()
kept: list[BackgroundTask] = []


def send(address: str) -> None:
    """Send a mail."""
    print(address)


@app.post("/dropped")
def drop() -> JSONResponse:
    """A statement of its own."""
    BackgroundTask(send, "a@example.com")  # expect: FAPI404
    return JSONResponse({})


@app.post("/unread")
def never_read() -> JSONResponse:
    """A name that nobody reads."""
    task = BackgroundTask(send, "a@example.com")  # noqa: F841  # expect: FAPI404
    return JSONResponse({})


@app.post("/given")
def give() -> JSONResponse:
    """Given to the response."""
    task = BackgroundTask(send, "a@example.com")
    return JSONResponse({}, background=task)


@app.post("/awaited")
async def run_now() -> None:
    """Run by hand, and kept for others."""
    await BackgroundTask(send, "a@example.com")()
    kept.append(BackgroundTask(send, "a@example.com"))
