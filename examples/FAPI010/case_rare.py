"""Silent: helpers that build a client in a branch only, or keep it."""

import httpx
from fastapi import FastAPI

app = FastAPI()
_clients: dict[str, httpx.AsyncClient] = {}


async def notify(count: int | None) -> None:
    """Most requests have nothing to tell."""
    if count is not None:
        async with httpx.AsyncClient() as client:
            await client.post(f"https://rates.example/{count}")


class Gateway:
    """Keeps the client that it opens."""

    def __init__(self) -> None:
        self.client: httpx.AsyncClient | None = None

    def open(self) -> httpx.AsyncClient:
        """Open it; when is not known here."""
        self.client = httpx.AsyncClient()
        return self.client


gateway = Gateway()


def client_of(host: str) -> httpx.AsyncClient:
    """One for each host."""
    return _clients.setdefault(host, _clients.get(host) or gateway.open())


@app.get("/notify")
async def notify_all(count: int | None = None) -> str:
    """Nothing that is built for every request."""
    await notify(count)
    return str(client_of("rates.example"))
