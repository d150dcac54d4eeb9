"""Methods that are looked for before they are called."""

import requests
from fastapi import FastAPI

app = FastAPI()


class Session:
    """Keeps messages."""

    async def add_async(self, text: str) -> None:
        """Keep one without waiting."""

    def add(self, text: str) -> None:
        """Keep one."""
        requests.post("https://messages.example", data=text, timeout=9)


class OldSession:
    """Keeps messages in one way only."""

    def add(self, text: str) -> None:
        """Keep one."""
        requests.post("https://messages.example", data=text, timeout=9)


@app.post("/messages")
async def add_message(text: str) -> None:
    """There is a better way for all sessions."""
    session = Session()
    add_async = getattr(session, "add_async", None)
    if callable(add_async):
        await add_async(text)
    else:
        session.add(text)


@app.post("/old-messages")
async def add_old_message(text: str) -> None:
    """Here there is none."""
    session = OldSession()
    add_async = getattr(session, "add_async", None)
    if callable(add_async):
        await add_async(text)
    else:
        session.add(text)  # expect: FAPI109
