"""Lifespans that go through a function of another file."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from factory import create_app, create_shop, describe
from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """A right one."""
    yield


@contextmanager
def blocking_lifespan(app: FastAPI) -> Iterator[None]:
    """Not async."""
    yield


@asynccontextmanager
async def without_app() -> AsyncIterator[None]:
    """Takes nothing."""
    yield


app = create_app("right", lifespan=lifespan)
wrong = create_app("wrong", lifespan=blocking_lifespan)  # expect: FAPI205
positional = create_app("positional", without_app)  # expect: FAPI205
other_name = create_shop(start_and_stop=without_app)  # expect: FAPI205
right = create_shop(lifespan)
text = describe(without_app)
