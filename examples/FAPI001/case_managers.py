"""Context managers: those that a lifespan or a path operation enters count, those of scripts do not."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import httpx
from fastapi import FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

engine = create_engine("sqlite:///managers.db")


@asynccontextmanager
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """A helper of the lifespan."""
    made = httpx.AsyncClient()
    yield made  # expect: FAPI001
    await made.aclose()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Enter the helper."""
    async with client() as app.state.client:
        yield


@contextmanager
def script_session() -> Iterator[Session]:
    """Only the script below enters it; when it fails the process ends."""
    session = Session(engine)
    yield session
    session.close()


app = FastAPI(lifespan=lifespan)


@app.get("/")
def use() -> bool:
    """Whether the client is closed."""
    return bool(app.state.client.is_closed)


def main() -> None:
    """A script."""
    with script_session() as session:
        session.execute(text("SELECT 1"))


if __name__ == "__main__":
    main()
