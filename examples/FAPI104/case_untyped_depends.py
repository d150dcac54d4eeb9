"""Sessions that no annotation gives away: only the provider in `Depends` tells what they are.

Keyword and positional providers, aliases of `Depends`, `Security`, and providers without annotations.
"""

import fastapi
from fastapi import APIRouter, Depends, Depends as Inject, Security
from sqlalchemy import create_engine, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

engine = create_engine("sqlite:///./notes.db")
Session = sessionmaker(engine)
router = APIRouter(prefix="/notes")


class Base(DeclarativeBase):
    """The base of all tables."""


class Note(Base):
    """A line that somebody wrote down."""

    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str]


def get_db():
    """Neither annotated nor closed by a `with`."""
    db = Session()
    try:
        yield db
    finally:
        db.close()


def get_session():
    """Hand on what the `with` opens."""
    with Session() as opened:
        yield opened


async def get_db_async():
    """Open a session in a coroutine: opening it is no I/O."""
    session = Session()
    try:
        yield session
    finally:
        session.close()


@router.get("/positional/{note_id}")
async def positional(note_id: int, db=Depends(get_db)):
    """The usual form."""
    return db.get(Note, note_id)  # expect: FAPI104


@router.get("/keyword/{note_id}")
async def keyword(note_id: int, db=Depends(dependency=get_session, use_cache=False)):
    """The provider by its keyword."""
    return db.query(Note).filter_by(id=note_id).one_or_none()  # expect: FAPI104


@router.get("/alias/{note_id}")
async def alias(note_id: int, database=Inject(get_db_async)):
    """`Depends` under another name, and a coroutine as provider."""
    statement = select(Note).where(Note.id == note_id)
    return database.scalars(statement).first()  # expect: FAPI104


@router.get("/module/{note_id}")
async def through_module(note_id: int, db=fastapi.Depends(get_db)):
    """`Depends` by way of its module."""
    note = db.get(Note, note_id)  # expect: FAPI104
    return {"note": note and note.content}


@router.get("/security")
async def secured(db=Security(get_db, scopes=["notes:read"])):
    """`Security` is a dependency too."""
    return db.execute(text("SELECT 1")).scalar_one()  # expect: FAPI104


@router.get("/renamed/{note_id}")
async def renamed(note_id: int, db=Depends(get_db)):
    """The session under a second name."""
    connection = session = db
    if session.get(Note, note_id) is None:  # expect: FAPI104
        return {"found": False}
    connection.rollback()  # expect: FAPI104
    return {"found": True}


@router.delete("/{note_id}", status_code=204)
async def remove(note_id: int, *, db=Depends(get_db)) -> None:
    """Loops and conditions around the calls change nothing."""
    if (note := db.get(Note, note_id)) is not None:  # expect: FAPI104
        db.delete(note)
        for attempt in range(3):
            db.commit()  # expect: FAPI104
            break


@router.get("/{note_id}")
def read(note_id: int, db=Depends(get_db)):
    """A plain handler runs in the threadpool."""
    return db.get(Note, note_id)
