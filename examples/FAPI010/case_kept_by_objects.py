"""Objects that keep a client: where each request makes the object, it makes the client, too."""

from typing import Annotated, Any

import httpx2
from fastapi import Depends, FastAPI

app = FastAPI()


class Rates:
    """Makes its client when it is asked for the first time."""

    def __init__(self) -> None:
        self._client: httpx2.Client | None = None

    @property
    def client(self) -> httpx2.Client:
        """The client of this object."""
        if self._client is None:
            self._client = httpx2.Client(base_url="https://rates.example")
        return self._client

    def of(self, currency: str) -> Any:
        """Asks with it."""
        return self.client.get(f"/{currency}").json()


class Towns:
    """Is told to make its client."""

    client: httpx2.AsyncClient

    async def start(self) -> None:
        """Make it."""
        self.client = httpx2.AsyncClient(base_url="https://towns.example")

    async def of(self, code: str) -> Any:
        """Ask with it."""
        return (await self.client.get(f"/{code}")).json()


class Shared:
    """There is only one of these, whoever asks for one."""

    _instance: "Shared | None" = None

    def __new__(cls) -> "Shared":
        """The same again."""
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def start(self) -> None:
        """Make the client."""
        self.client = httpx2.Client()


rates = Rates()
kept: dict[str, Towns] = {}


def get_rates() -> Rates:
    """A new object for each request."""
    return Rates()


def get_shared_rates() -> Rates:
    """The same object for all."""
    return rates


@app.get("/rates/{currency}")
def show_rate(currency: str) -> Any:
    """An object of its own."""
    service = Rates()
    return [service.of(currency), service.of("EUR")]  # expect: FAPI010


@app.get("/rates/{currency}/injected")
def show_injected_rate(currency: str, service: Annotated[Rates, Depends(get_rates)]) -> Any:
    """One that a dependency makes for it."""
    return service.of(currency)  # expect: FAPI010


@app.get("/towns/{code}")
async def show_town(code: str) -> Any:
    """One that is started."""
    towns = Towns()
    await towns.start()  # expect: FAPI010
    return await towns.of(code)


@app.get("/rates/{currency}/shared")
def show_shared_rate(currency: str, service: Annotated[Rates, Depends(get_shared_rates)]) -> Any:
    """Silent: the object outlives the request, and so does its client."""
    return [service.of(currency), rates.of(currency)]


@app.get("/towns/{code}/kept")
async def keep_town(code: str) -> Any:
    """Silent: the object is kept for later requests."""
    towns = Towns()
    kept[code] = towns
    await towns.start()
    return await towns.of(code)


@app.post("/shared")
def start_shared() -> None:
    """Silent: no new object, for all its class says."""
    Shared().start()
