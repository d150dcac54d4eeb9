"""Methods that are looked up by a name of which a part is computed."""

import asyncio
import time

from fastapi import FastAPI

app = FastAPI()


class Events:
    """One method for each kind of event."""

    def on_created(self, text: str) -> None:
        """Block."""
        time.sleep(0.1)

    def on_read(self, text: str) -> None:
        """Do nothing that takes long."""

    def text_of_created(self) -> str:
        """Say what it is."""
        return "created"

    def text_of_read(self) -> str:
        """Say what it is."""
        return "read"

    def slow_report(self) -> None:
        """Block."""
        time.sleep(0.1)

    async def handle(self, kind: str, text: str) -> None:
        """Find the method in four ways."""
        getattr(self, f"on_{kind}")(text)  # expect: FAPI109
        name = "on_" + kind
        method = getattr(self, name, None)
        if method is not None:
            method(text)  # expect: FAPI109
        getattr(self, f"{kind}_report")()  # expect: FAPI109
        await asyncio.to_thread(getattr(self, f"on_{kind}"), text)

    async def told(self, kind: str) -> list[str]:
        """Ask what does not block, and what is not known."""
        return [getattr(self, f"text_of_{kind}")(), getattr(self, kind)()]


events = Events()


@app.post("/events/{kind}")
async def event(kind: str, text: str) -> list[str]:
    """Handle it."""
    await events.handle(kind, text)
    getattr(events, f"on_{kind}")(text)  # expect: FAPI109
    return await events.told(kind)
