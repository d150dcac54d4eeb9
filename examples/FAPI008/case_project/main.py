"""The application."""

from fastapi import FastAPI

from crud import count, names

app = FastAPI()


@app.get("/names")
def all_names() -> list[str]:
    """All names."""
    return names()


@app.get("/count")
def changes() -> int:
    """How many changes."""
    return count()
