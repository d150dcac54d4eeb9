"""Functions that make apps with the lifespan that they are given."""

from typing import Any

from fastapi import FastAPI


def create_app(title: str, lifespan: Any = None) -> FastAPI:
    """Hand it on."""
    return FastAPI(title=title, lifespan=lifespan)


def create_shop(start_and_stop: Any) -> FastAPI:
    """Under another name."""
    return FastAPI(
        title="shop",
        lifespan=start_and_stop,
    )


def describe(lifespan: Any) -> str:
    """No app at all."""
    return f"{lifespan} is no lifespan"
