"""The requirements ask for a Starlette that has it."""

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse


def create_app() -> FastAPI:
    """Work with that version."""
    app = FastAPI()

    @app.route("/health")
    async def read_health(request: Request) -> PlainTextResponse:
        return PlainTextResponse("ok")

    return app
