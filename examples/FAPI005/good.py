"""A dependency that is named where it is declared: FastAPI calls it for each request.

After the guide's 1. Dependency Injection Architecture, "Usage in endpoints", amended only in what it opens. The
path operation is declared in a function, as in the bad example.
"""

from collections.abc import Iterator

from fastapi import Depends, FastAPI

opened: list[str] = []


def get_db() -> Iterator[list[str]]:
    """Yield something that is closed after the request."""
    opened.append("session")
    try:
        yield opened
    finally:
        opened.clear()


def create_app() -> FastAPI:
    """Make the application."""
    app = FastAPI()

    @app.get("/items")
    def count_items(db: list[str] = Depends(get_db)) -> int:
        return len(db)

    return app
