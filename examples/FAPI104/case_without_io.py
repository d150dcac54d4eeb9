"""A synchronous session that is never asked for anything: nothing here may be reported.

Opening, closing, adding, building queries and statements, looking at what is in memory.
"""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import Select, create_engine, insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Query, Session, mapped_column, sessionmaker

app = FastAPI()
engine = create_engine("sqlite:///./quiet.db")
SessionLocal = sessionmaker(engine)


class Base(DeclarativeBase):
    """The base of all tables."""


class Word(Base):
    """A word and how often it was seen."""

    __tablename__ = "words"
    id: Mapped[int] = mapped_column(primary_key=True)
    spelling: Mapped[str]


async def get_db() -> AsyncIterator[Session]:
    """Open and close a session in a coroutine: no connection is taken for that."""
    with SessionLocal() as db:
        yield db


Database = Annotated[Session, Depends(get_db)]


async def build_query(db: Session, spelling: str) -> Query[Word]:
    """Build a query, and do not run it."""
    query = db.query(Word).filter(Word.spelling == spelling)
    return query.order_by(Word.id).limit(10)


async def build_statement(spelling: str) -> Select[tuple[Word]]:
    """Build a statement."""
    return select(Word).where(Word.spelling == spelling).limit(10)


def store(db: Session, word: Word) -> int:
    """Block, on whatever thread this is called."""
    db.add(word)
    db.commit()
    return word.id


@app.post("/words/{spelling}")
async def add_word(spelling: str, db: Database) -> int:
    """Add here, write in the threadpool."""
    word = Word(spelling=spelling)
    db.add(word)
    db.expunge(word)
    return await run_in_threadpool(store, db, word)


@app.get("/statement/{spelling}")
async def show(spelling: str, db: Database) -> dict[str, str]:
    """Print the SQL without running it."""
    query = await build_query(db, spelling)
    statement = await build_statement(spelling)
    return {"query": str(query), "statement": str(statement), "insert": str(insert(Word))}


@app.get("/pending")
async def pending(db: Database) -> dict[str, bool]:
    """Ask the session about itself."""
    return {"dirty": bool(db.dirty), "new": bool(db.new), "active": db.is_active}


@app.get("/unreachable")
async def unreachable(db: Database) -> str:
    """What stands behind a `return` never runs, nor does what only the type checker sees."""
    if TYPE_CHECKING:
        db.commit()
    if False:
        db.rollback()
    return "done"
    db.execute(select(Word))
