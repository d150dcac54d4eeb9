"""Sessions in context variables, helpers that are handed a callable, and objects that answer `len` and `in`."""

import functools
from collections.abc import Callable, Iterator
from contextvars import ContextVar

import requests
from fastapi import FastAPI, Request, Response
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker
from starlette.middleware.base import RequestResponseEndpoint

app = FastAPI()
SessionLocal = sessionmaker(bind=create_engine("sqlite:///pages.db"))
current_session: ContextVar[Session] = ContextVar("current_session")
other_session = ContextVar("other_session", default=None)  # type: ignore[var-annotated]
URL = "https://pages.example.com"


@app.middleware("http")
async def provide_session(request: Request, call_next: RequestResponseEndpoint) -> Response:
    """Put a session into each variable."""
    with SessionLocal() as session:
        current_session.set(session)
        other_session.set(session)
        return await call_next(request)


class Pages:
    """Pages of a site, which is asked for everything."""

    def __len__(self) -> int:
        return len(requests.get(URL, timeout=5).json())

    def __contains__(self, name: str) -> bool:
        return requests.get(f"{URL}/{name}", timeout=5).ok

    def texts(self) -> Iterator[str]:
        """Fetch page after page."""
        for number in range(3):
            yield requests.get(f"{URL}/{number}", timeout=5).text


pages = Pages()


async def retried(action, *arguments: object) -> object:  # type: ignore[no-untyped-def]
    """Call what it is handed, twice at most."""
    try:
        return action(*arguments)  # expect: FAPI109
    except OSError:
        return action(*arguments)  # expect: FAPI109


async def measured(action: Callable[[], object]) -> object:
    """Know nothing of what it calls."""
    return action()


@app.get("/variables")
async def variables() -> list[object]:
    """Read both variables."""
    first = current_session.get().execute(text("SELECT 1"))  # expect: FAPI104
    second = other_session.get().execute(text("SELECT 1"))  # expect: FAPI104
    return [repr(first), repr(second)]


@app.get("/sizes")
async def sizes(name: str) -> list[int]:
    """Ask an object for its length, and whether it holds something."""
    known = name in pages  # expect: FAPI109
    return [len(pages), known, len(name)]  # expect: FAPI109


@app.get("/joined")
async def joined() -> str:
    """Iterate in `join` and `reduce`."""
    longest = functools.reduce(max, pages.texts())  # expect: FAPI109
    return longest + "".join(page.upper() for page in pages.texts())  # expect: FAPI109


@app.get("/retried")
async def read_retried() -> object:
    """Hand over a method of an object that is made here, and a lambda."""
    await measured(lambda: 1)
    await retried(lambda: requests.get(URL, timeout=5))
    return await retried(Pages().__len__)
