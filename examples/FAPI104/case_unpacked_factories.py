"""A factory of sessions that is unpacked from a pair before a service is given it."""

from typing import Any

from fastapi import FastAPI
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session, sessionmaker


def connect(url: str) -> tuple[Engine, "sessionmaker[Session]"]:
    """Make the engine and the factory."""
    engine = create_engine(url)
    return engine, sessionmaker(engine)


class Runs:
    """Keeps the factory."""

    def __init__(self, sessions: Any, limit: int = 10) -> None:
        self.sessions = sessions
        self.limit = limit

    async def start(self, name: str) -> None:
        """Write down that something has started."""
        with self.sessions() as session:
            session.execute(text("INSERT INTO runs VALUES (:name)"), {"name": name})  # expect: FAPI104
            session.commit()  # expect: FAPI104


def create_app(url: str) -> FastAPI:
    """Put everything together."""
    app = FastAPI()
    engine, sessions = connect(url)
    runs = Runs(sessions, limit=5)

    @app.post("/runs")
    async def run(name: str) -> str:
        await runs.start(name)
        return engine.name

    return app


app = create_app("postgresql+psycopg2://shop")
