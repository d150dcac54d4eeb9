"""Objects that class methods make, and functions that keep what they are given under a global name."""

import redis
from fastapi import FastAPI

app = FastAPI()


class Counters:
    """Is made by a class method that opens the client."""

    def __init__(self, client) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        self.client = client

    @classmethod
    def from_url(cls, url: str) -> "Counters":
        """Open one."""
        return cls(redis.Redis.from_url(url))

    async def count(self, name: str) -> int:
        """Count up."""
        return int(self.client.incr(name))  # expect: FAPI103


class Names:
    """Is made by a class method that hands on what it is given."""

    def __init__(self, client) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        self.client = client

    @classmethod
    def of(cls, client) -> "Names":  # type: ignore[no-untyped-def]  # noqa: ANN001
        """Make one."""
        return cls(client)

    async def name(self, key: str) -> str:
        """Ask for one."""
        return str(self.client.get(key))  # expect: FAPI103


class Events:
    """Is completed by the class method that makes it."""

    @classmethod
    async def create(cls) -> "Events":
        """Make one, and open the client."""
        self = cls()
        self.client = redis.Redis()
        return self

    async def tell(self, text: str) -> None:
        """Publish an event."""
        self.client.publish("events", text)  # expect: FAPI103


class Texts:
    """Is given what works in memory."""

    def __init__(self, values) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        self.values = values

    @classmethod
    def of(cls, values) -> "Texts":  # type: ignore[no-untyped-def]  # noqa: ANN001
        """Make one."""
        return cls(values)

    async def text(self, key: str) -> str:
        """Ask for one."""
        return str(self.values.get(key))


cache = None


def use_cache(client) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Keep the client of the application."""
    global cache
    cache = client


counters = Counters.from_url("redis://localhost")
names = Names.of(redis.Redis())
texts = Texts.of({"a": "b"})
use_cache(redis.Redis())


@app.get("/names/{key}")
async def read(key: str) -> list[str]:
    """Ask all of them."""
    events = await Events.create()
    await events.tell(key)
    found = [await names.name(key), await texts.text(key), str(await counters.count(key))]
    return [*found, str(cache.get(key))]  # type: ignore[attr-defined]  # expect: FAPI103
