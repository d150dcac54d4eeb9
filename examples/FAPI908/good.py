"""The decorators of FastAPI's own, which stay. Beyond the guide."""

from fastapi import FastAPI
from fastapi.responses import PlainTextResponse


def create_app() -> FastAPI:
    """Serve a route."""
    app = FastAPI()

    @app.get("/health", response_class=PlainTextResponse)
    async def read_health() -> str:
        return "ok"

    return app
