"""Annotations that hide the class: strings, unions, aliases, and imports for the type checker only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Optional, TypeAlias, Union

from fastapi import BackgroundTasks, Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as CheckedSession, scoped_session

app = FastAPI()
engine = create_engine("sqlite:///./annotations.db")
SessionLocal = sessionmaker(bind=engine)
Database: TypeAlias = Session


def get_db():
    """Provide a session."""
    with SessionLocal() as db:
        yield db


DatabaseDep = Annotated[Database, Depends(get_db)]


async def only_for_the_checker(db: CheckedSession) -> None:
    """The class is imported for the type checker only."""
    db.execute(text("SELECT 1"))  # expect: FAPI104


async def in_a_string(db: "Session") -> None:
    """The annotation is a string."""
    db.execute(text("SELECT 1"))  # expect: FAPI104


async def optional(db: Optional[Session] = None) -> None:
    """The session may be missing."""
    if db is None:
        return
    db.execute(text("SELECT 1"))  # expect: FAPI104


async def union(db: Session | None) -> None:
    """The session may be missing, in the newer form."""
    if db is not None:
        db.execute(text("SELECT 1"))  # expect: FAPI104


async def one_of_two(db: Union[Session, scoped_session[Session]]) -> None:
    """Both members of the union block."""
    db.execute(text("SELECT 1"))  # expect: FAPI104


async def renamed_class(db: Database) -> None:
    """The class has a second name."""
    db.execute(text("SELECT 1"))  # expect: FAPI104


@app.post("/run")
async def run(db: DatabaseDep, tasks: BackgroundTasks) -> None:
    """Only awaits, apart from one query of its own."""
    await only_for_the_checker(db)
    await in_a_string(db)
    await optional(db)
    await union(db)
    await one_of_two(db)
    await renamed_class(db)
    db.execute(text("SELECT 2"))  # expect: FAPI104
