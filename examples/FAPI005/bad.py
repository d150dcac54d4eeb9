"""A dependency that is called where it is declared: the import fails with a TypeError.

After the guide's 1. Dependency Injection Architecture, "Usage in endpoints", with brackets too many. The
path operation is declared in a function, since this file could not be imported otherwise.
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
    def count_items(db: list[str] = Depends(get_db())) -> int:  # expect: FAPI005
        return len(db)

    return app
