"""A parameter that may be None and must be given. Beyond the guide."""

from fastapi import FastAPI

app = FastAPI()


@app.get("/items")
def read_items(query: str | None) -> list[str]:  # expect: FAPI921
    """Answer 422 to a request without a query."""
    return ["apple"] if query is None else []
