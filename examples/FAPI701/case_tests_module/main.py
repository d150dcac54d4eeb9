"""An application."""

from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()


def name() -> str:
    """Who asks."""
    return "real"


@app.get("/")
def read(name: Annotated[str, Depends(name)]) -> str:
    """Say who asks."""
    return name
