"""A parameter that may be left out. Beyond the guide."""

from fastapi import FastAPI

app = FastAPI()


@app.get("/items")
def read_items(query: str | None = None) -> list[str]:
    """Take any request."""
    return ["apple"] if query is None else []
