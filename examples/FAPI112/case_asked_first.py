"""Functions that ask the loop whether it runs before they start it."""

import asyncio

from fastapi import FastAPI

app = FastAPI()


async def measure() -> int:
    """Measure something."""
    await asyncio.sleep(0)
    return 1


def measured_when_idle() -> int:
    """On the running loop it gives up, so it starts nothing there."""
    try:
        loop = asyncio.get_event_loop()
        if loop.is_running():
            return 0
        return loop.run_until_complete(measure())
    except RuntimeError:
        return -1


def measured_otherwise() -> int:
    """Asked the other way round."""
    loop = asyncio.get_event_loop()
    if not loop.is_running():
        return loop.run_until_complete(measure())
    return 0


def measured_while_running() -> int:
    """The question is the wrong way round."""
    loop = asyncio.get_event_loop()
    if loop.is_running():
        return loop.run_until_complete(measure())
    return 0


@app.get("/measured")
async def measured() -> list[int]:
    """Each helper on the running loop."""
    return [
        measured_when_idle(),
        measured_otherwise(),
        measured_while_running(),  # expect: FAPI112
    ]
