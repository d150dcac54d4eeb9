"""Background tasks made by hand that somebody gets."""

from fastapi import BackgroundTasks, FastAPI
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.background import BackgroundTask

app = FastAPI()
seen: list[str] = []


def note(text: str) -> None:
    """Keep a text."""
    seen.append(text)


def fill(tasks: BackgroundTasks) -> None:
    """Add one."""
    tasks.add_task(note, "filled")


def made() -> BackgroundTasks:
    """Return them."""
    tasks = BackgroundTasks()
    tasks.add_task(note, "a")
    return tasks


class Holder:
    """Keeps tasks."""

    def __init__(self) -> None:
        self.tasks = BackgroundTasks()

    def add(self, text: str) -> None:
        """Add one; who runs them is not known here."""
        self.tasks.add_task(note, text)


@app.get("/response")
def response() -> JSONResponse:
    """Given to a response through a name."""
    tasks = BackgroundTasks()
    tasks.add_task(note, "a")
    answer = JSONResponse({}, background=tasks)
    return answer


@app.get("/stream")
def stream() -> StreamingResponse:
    """Made of single tasks."""
    tasks = BackgroundTasks([BackgroundTask(note, "a")])
    tasks.add_task(note, "b")
    return StreamingResponse(iter("abc"), background=tasks)


@app.get("/function")
def function() -> JSONResponse:
    """Handed to a function, and copied."""
    tasks = BackgroundTasks()
    fill(tasks)
    tasks.add_task(note, "a")
    return JSONResponse({}, background=BackgroundTasks(tasks.tasks))


@app.get("/now")
async def now() -> None:
    """Run here."""
    tasks = BackgroundTasks()
    tasks.add_task(note, "a")
    await tasks()


@app.get("/none")
def none() -> None:
    """Without a task nothing is lost."""
    BackgroundTasks()
