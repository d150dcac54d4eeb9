"""Lists of functions that a method makes in a plain dictionary where a key has none yet."""

import requests
from fastapi import FastAPI

app = FastAPI()


class Events:
    """Some functions for each name."""

    def __init__(self) -> None:
        self.handlers = {}

    def subscribe(self, name, handler) -> None:
        """Take a function up."""
        if name not in self.handlers:
            self.handlers[name] = []
        self.handlers[name].append(handler)

    def publish(self, name: str) -> None:
        """Call the functions of this name."""
        if name in self.handlers:
            for handler in self.handlers[name]:
                handler()


def tell() -> None:
    """Tell somebody."""
    requests.post("https://hooks.example.com", timeout=5)


def count() -> int:
    """Count to one."""
    return 1


events = Events()
events.subscribe("order", tell)
quick_events = Events()
quick_events.subscribe("order", count)


@app.post("/orders", status_code=204)
async def order() -> None:
    """Let everybody know."""
    events.publish("order")  # expect: FAPI109
