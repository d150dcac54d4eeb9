"""Starlette's own class has none of them any more."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Router
from starlette.websockets import WebSocket


def create_app() -> Starlette:
    """Fail at the first one."""
    app = Starlette()

    @app.route("/health")  # expect: FAPI908
    async def read_health(request: Request) -> Response:
        return PlainTextResponse("ok")

    @app.websocket_route("/live")  # expect: FAPI908
    async def live(websocket: WebSocket) -> None:
        await websocket.accept()

    @app.exception_handler(404)  # expect: FAPI908
    async def handle_missing(request: Request, error: Exception) -> Response:
        return PlainTextResponse("missing", 404)

    return app


def create_router() -> Router:
    """Fail as well."""
    router = Router()

    @router.route("/health")  # expect: FAPI908
    async def read_health(request: Request) -> Response:
        return PlainTextResponse("ok")

    return router
