"""What is computed once is silent; what is computed once for each argument is not.

`lru_cache` and `cache` with and without parameters, and a memo made by hand.
"""

from functools import cache, lru_cache
from pathlib import Path

import requests
from fastapi import FastAPI

app = FastAPI()
_template: str | None = None


@lru_cache
def settings() -> dict:
    """Read the settings once."""
    return requests.get("https://settings.example.com", timeout=5).json()


@lru_cache(maxsize=1)
def public_keys() -> list[str]:
    """Read the keys once."""
    return requests.get("https://keys.example.com", timeout=5).json()


@cache
def banner() -> str:
    """Read a file once."""
    return Path("banner.txt").read_text()


@lru_cache(maxsize=1000)
def exchange_rate(day: int) -> float:
    """Ask once for each day: every new day blocks."""
    return requests.get(f"https://rates.example.com/{day}", timeout=5).json()


@cache
def translation(language: int, key: int) -> str:
    """Ask once for each key."""
    return requests.get(f"https://words.example.com/{language}/{key}", timeout=5).text


@lru_cache(maxsize=64)
def words(topic: str) -> str:
    """Read each topic's file once: they are few."""
    return Path(f"{topic}.txt").read_text()


def template() -> str:
    """Read a file once, with a memo made by hand."""
    global _template
    if _template is None:
        _template = Path("template.txt").read_text()
    return _template


@app.get("/once")
async def once() -> dict:
    """All of these block the first request, and never again."""
    return {
        "settings": settings(),
        "keys": public_keys(),
        "banner": banner(),
        "template": template(),
        "words": words("terms"),
    }


@app.get("/rates/{day}")
async def rate(day: int) -> float:
    """This blocks for each new day."""
    return exchange_rate(day)  # expect: FAPI109


@app.get("/translations/{language}/{key}")
async def translate(language: int, key: int) -> str:
    """This blocks for each new key."""
    return translation(language, key)  # expect: FAPI109


_migrated = False


async def migrate() -> None:
    """Do the work for the first request, and say that it is done."""
    global _migrated
    if _migrated:
        return
    requests.post("https://migrations.example.com", timeout=5)
    _migrated = True


class Gateway:
    """Connects with the first request."""

    def __init__(self) -> None:
        """Start without a connection."""
        self.started = False
        self.busy = False
        self.paused = False

    async def start(self) -> bool:
        """Connect once."""
        if self.started:
            return False
        requests.get("https://start.example.com", timeout=5)
        self.started = True
        return True

    async def work(self) -> None:
        """Work each time: the flag is taken back."""
        if self.busy:
            return
        self.busy = True
        requests.get("https://work.example.com", timeout=5)  # expect: FAPI102
        self.busy = False

    async def poll(self) -> None:
        """Ask each time: nothing here sets the flag."""
        if self.paused:
            return
        requests.get("https://poll.example.com", timeout=5)  # expect: FAPI102


gateway = Gateway()


@app.post("/gateway")
async def use_gateway() -> None:
    """The first request pays for the start, each for the work."""
    await migrate()
    await gateway.start()
    await gateway.work()
    await gateway.poll()


_state = {"ready": False, "keys": None, "another": False}


def prepare() -> None:
    """Once, by a flag in a dictionary."""
    if not _state["ready"]:
        requests.post("https://settings.example.com", timeout=5)
        _state["ready"] = True


def signing_keys() -> object:
    """Once, by what is kept in a dictionary."""
    if _state.get("keys") is None:
        _state["keys"] = requests.get("https://keys.example.com", timeout=5).json()
    return _state["keys"]


def prepare_another(key: str) -> None:
    """What is asked for is not what is set."""
    if not _state["another"]:
        requests.post("https://settings.example.com", timeout=5)
        _state["asked"] = True


def prepare_own() -> dict:
    """A dictionary of each call."""
    state = {"ready": False}
    if not state["ready"]:
        requests.post("https://settings.example.com", timeout=5)
        state["ready"] = True
    return state


@app.get("/prepared")
async def read_prepared() -> object:
    """Silent."""
    prepare()
    return signing_keys()


@app.get("/another")
async def read_another() -> None:
    """Each time."""
    prepare_another("a")  # expect: FAPI109


@app.get("/own")
async def read_own() -> dict:
    """Each time."""
    return prepare_own()  # expect: FAPI109
