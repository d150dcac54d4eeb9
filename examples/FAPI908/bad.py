"""A decorator that applications have no more. Beyond the guide."""

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse


def create_app() -> FastAPI:
    """Fail with an AttributeError."""
    app = FastAPI()

    @app.route("/health")  # expect: FAPI908
    async def read_health(request: Request) -> PlainTextResponse:
        return PlainTextResponse("ok")

    return app
