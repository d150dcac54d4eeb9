"""A memo that is made by hand: a file is read once for each key, and keys are few.

Not among the examples whose blocking calls the proofs watch: the first request for each key does wait.
"""

from pathlib import Path

from fastapi import FastAPI

app = FastAPI()

_pages: dict[str, str] = {}


def page(topic: str) -> str:
    """Read each topic's file once, with a memo made by hand."""
    if topic in _pages:
        return _pages[topic]
    _pages[topic] = Path(f"{topic}.txt").read_text()
    return _pages[topic]


@app.get("/pages/{topic}")
async def read_page(topic: str) -> str:
    """This blocks once for each topic, and topics are few."""
    return page(topic)
