"""Ways to register a handler that Starlette 1.0 has removed.

3. Lifespan Management (Modern Pattern), "Use lifespan context manager". The calls stand in functions, since
they raise.
"""

from fastapi import FastAPI
from starlette.applications import Starlette

resources: dict[str, str] = {}


def open_resources() -> None:
    """Open what the application needs."""
    resources["db_pool"] = "pool"


def create_app() -> FastAPI:
    """Add a handler to an app of FastAPI's."""
    app = FastAPI()
    app.add_event_handler("startup", open_resources)  # type: ignore[attr-defined]  # expect: FAPI203
    return app


def create_plain_app() -> Starlette:
    """Give a handler to an app of Starlette's."""
    return Starlette(on_startup=[open_resources])  # type: ignore[call-arg]  # expect: FAPI203


def create_decorated_app() -> Starlette:
    """Decorate a handler for an app of Starlette's."""
    app = Starlette()
    app.on_event("startup")(open_resources)  # type: ignore[attr-defined]  # expect: FAPI203
    return app
