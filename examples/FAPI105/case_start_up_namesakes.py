"""Coroutines of one name that call each other when an application starts, and not only then."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class Clock:
    """Reads its jobs once."""

    jobs = ""

    async def begin_work(self) -> None:
        """At start-up alone."""
        self.jobs = Path("jobs.json").read_text()


class Office:
    """Has a clock."""

    def __init__(self) -> None:
        self.clock = Clock()

    async def begin_work(self) -> None:
        """The clock's method has the same name."""
        await self.clock.begin_work()


class Room:
    """Reads its plan whenever it is asked."""

    plan = ""

    async def warm_up(self) -> None:
        """At start-up, and for a path operation."""
        self.plan = Path("plan.json").read_text()  # expect: FAPI105


class House:
    """Has a room."""

    def __init__(self) -> None:
        self.room = Room()

    async def warm_up(self) -> None:
        """The room's method has the same name."""
        await self.room.warm_up()


house = House()


@asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    """Starts both."""
    await Office().begin_work()
    await house.warm_up()
    yield


app = FastAPI(lifespan=lifespan)


@app.post("/plan")
async def read_plan_again() -> None:
    """Serves a request."""
    await house.warm_up()
