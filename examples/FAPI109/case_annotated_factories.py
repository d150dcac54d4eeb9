"""Factories that only an annotation describes: what they give is known by what it says."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import dataclass

import requests
from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

app = FastAPI()


class Orders:
    """Opens a session for each question."""

    def __init__(
        self,
        session_factory: Callable[..., AbstractContextManager[Session]],
        later: Callable[..., AbstractAsyncContextManager[AsyncSession]],
    ) -> None:
        self.session_factory = session_factory
        self.later = later

    def newest(self) -> str | None:
        """Asks with a session that blocks."""
        with self.session_factory() as session:
            return session.scalar(text("SELECT 1"))

    async def oldest(self) -> str | None:
        """Asks with one that is awaited."""
        async with self.later() as session:
            return await session.scalar(text("SELECT 1"))


class Speaker:
    """What a project's plug-ins override."""

    async def speak(self, words: str) -> bytes:
        """Say something."""
        raise NotImplementedError

    def voices(self) -> list[str]:
        """Name all voices."""
        raise NotImplementedError


class RemoteSpeaker(Speaker):
    """Asks a server."""

    def voices(self) -> list[str]:
        """Blocks."""
        return requests.get("https://speech.example.com/voices", timeout=5).json()


@dataclass
class Options:
    """What the application is made with."""

    make_speaker: Callable[[], Speaker]
    title: str = "speech"


def orders_of(request: Request) -> Orders:
    """What the start of the application has put there."""
    orders: Orders = request.app.state.orders
    return orders


@app.get("/orders/newest")
async def newest(request: Request) -> str | None:
    """The session's kind is known by the annotation alone."""
    return orders_of(request).newest()  # expect: FAPI109


@app.get("/orders/oldest")
async def oldest(request: Request) -> str | None:
    """Awaited, or in a thread."""
    orders = orders_of(request)
    return await orders.oldest() or await run_in_threadpool(orders.newest)


@app.get("/voices")
async def voices(request: Request) -> list[str]:
    """The factory gives one of the overrides."""
    options: Options = request.app.state.options
    speaker = options.make_speaker()
    await speaker.speak("Hello")
    return speaker.voices()  # expect: FAPI109
