"""An ASGI middleware hands the request on, and changes the response as it passes.

Middleware Ordering: the other way to write one.
"""

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Served:
    """Adds a header."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add it."""

        async def send_with_header(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["X-Served-By"] = "class"
            await send(message)

        await self.app(scope, receive, send_with_header)


app = FastAPI()
app.add_middleware(Served)


@app.get("/items")
def read_items() -> list[str]:
    """Answer."""
    return ["item"]
