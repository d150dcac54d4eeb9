"""What every request goes through."""

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Timing:
    """Tells how long an answer took; calls on in any case."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand around an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add a header to the answer."""
        started = time.perf_counter()

        async def send_with_time(message: Message) -> None:
            if message["type"] == "http.response.start":
                taken = f"{time.perf_counter() - started:.3f}".encode()
                message["headers"] = [*message["headers"], (b"x-time", taken)]
            await send(message)

        await self.app(scope, receive, send_with_time)
