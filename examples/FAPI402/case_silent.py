"""Calls that give something to call, what is not known, and other things with an `add_task`."""

from collections.abc import Callable
from typing import Any

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()
done: list[str] = []


def finisher(name: str) -> Callable[[], None]:
    """Make a task."""

    def finish() -> None:
        done.append(name)

    return finish


class Job:
    """Something to call."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self) -> None:
        """Do it."""
        done.append(self.name)


class Progress:
    """Shows bars, as rich's does."""

    def add_task(self, description: str) -> int:
        """Show one more."""
        return len(description)


def from_registry(name: str, registry: dict[str, Any]) -> Any:
    """Find something to call."""
    return registry[name]


@app.get("/")
async def read(tasks: BackgroundTasks) -> None:
    """Everything here is right."""
    tasks.add_task(finisher("a"))
    tasks.add_task(Job("b"))
    tasks.add_task(from_registry("c", {"c": print}))
    tasks.add_task(getattr(done, "clear"))  # noqa: B009


def show(progress: Progress) -> None:
    """Not a background task."""
    progress.add_task(str(3))
