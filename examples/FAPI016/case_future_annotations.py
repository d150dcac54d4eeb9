"""Annotations that are kept as texts: a name of a function around them would not be found in there."""

from __future__ import annotations

from fastapi import Depends, FastAPI

app = FastAPI()


def get_limit() -> int:
    """Provide a number."""
    return 5


@app.get("/module")
def of_module(limit: int = Depends(get_limit)) -> int:  # expect: FAPI016
    """The module's names are found."""
    return limit


def create_app(number: int) -> FastAPI:
    """Make an application with a dependency of its own."""
    made = FastAPI()

    def get_number() -> int:
        return number

    @made.get("/local")
    def of_function(found: int = Depends(get_number)) -> int:  # expect: FAPI016
        return found

    return made
