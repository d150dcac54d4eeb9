"""What subscribers do happens where something is published: on the event loop, in a coroutine."""

from fastapi import FastAPI

from depot import subscribers
from depot.events import Report, bus, emitter, quiet

app = FastAPI()


@app.post("/deliveries/{name}")
async def deliver(name: str) -> None:
    """A list under a key, made where it is missing, filled by a decorator."""
    bus.publish("delivered", name)  # expect: FAPI109


@app.post("/stored/{name}")
async def store(name: str) -> None:
    """A dictionary of lists, filled by a call."""
    emitter.emit("stored", name)  # expect: FAPI109


@app.get("/reports")
async def reports() -> list[str]:
    """Classes that are kept because they derive from another."""
    return [kind().write() for kind in Report.kinds]  # expect: FAPI109


@app.get("/letters/{name}")
async def letters(name: str) -> str:
    """These only count."""
    quiet.tick(name)
    return subscribers.URL
