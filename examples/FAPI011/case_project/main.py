"""The application."""

from fastapi import FastAPI

import crud

app = FastAPI()


@app.get("/names")
def names() -> list[str]:
    """All names."""
    return crud.names()
