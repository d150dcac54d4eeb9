"""A switch decides whether there is a condition, and the caller, the client or a default sets it."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()
engine = create_engine("sqlite:///tickets.db")


class Base(DeclarativeBase):
    """The base of the models."""


class User(Base):
    """Who writes tickets."""

    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    team: Mapped[str]
    is_admin: Mapped[bool]


class Ticket(Base):
    """What is wrong."""

    __tablename__ = "tickets"
    id: Mapped[int] = mapped_column(primary_key=True)
    author: Mapped[int]
    is_deleted: Mapped[bool]


def get_db() -> Iterator[Session]:
    """A session for one request."""
    with Session(engine) as session:
        yield session


Database = Annotated[Session, Depends(get_db)]


def signed_in(db: Database, user: int) -> User:
    """Who asks."""
    return db.get_one(User, user)


SignedIn = Annotated[User, Depends(signed_in)]


def tickets_of(db: Session, author: int | None, is_admin: bool = False) -> Sequence[Ticket]:
    """One's own, or all of them."""
    statement = select(Ticket)
    if not is_admin and author:
        statement = statement.where(Ticket.author == author)
    return db.scalars(statement).all()


def tickets(db: Session, include_deleted: bool = False) -> Sequence[Ticket]:
    """All that are left, or all."""
    statement = select(Ticket)
    if not include_deleted:
        statement = statement.where(~Ticket.is_deleted)
    return db.scalars(statement).all()


def tickets_by(db: Session, author: int, status: str | None = None) -> Sequence[Ticket]:
    """Two values, both needed."""
    statement = select(Ticket)
    if author and status:
        statement = statement.where(Ticket.author == author)
    return db.scalars(statement).all()


@app.get("/tickets")
def list_tickets(db: Database, user: SignedIn) -> Any:
    """Whoever is of the team gets all."""
    is_support = user.team == "support"
    return tickets_of(db, user.id, is_support)  # expect: FAPI808


@app.get("/tickets-or-own")
def list_for_administrators(db: Database, user: SignedIn) -> Any:
    """A column says who gets all."""
    return tickets_of(db, author=user.id, is_admin=user.is_admin)  # expect: FAPI808


@app.get("/own")
def list_own(db: Database, user: SignedIn) -> Any:
    """The switch stays off."""
    return tickets_of(db, user.id)


@app.get("/left")
def list_left(db: Database) -> Any:
    """The same, with nothing but a switch."""
    return tickets(db)


@app.get("/chosen")
def list_chosen(db: Database, deleted: bool = False) -> Any:
    """The client sets it."""
    return tickets(db, include_deleted=deleted)  # expect: FAPI808


@app.get("/filtered")
def list_filtered(db: Database, user: SignedIn, status: str | None = None) -> Any:
    """The client may leave one of them out."""
    return tickets_by(db, user.id, status)  # expect: FAPI808


@app.get("/open")
def list_open(db: Database, user: SignedIn) -> Any:
    """Both are there."""
    return tickets_by(db, user.id, "open")


def tickets_for(db: Session, author: int | None) -> Sequence[Ticket]:
    """A value that may be missing."""
    statement = select(Ticket)
    if author:
        statement = statement.where(Ticket.author == author)
    return db.scalars(statement).all()


@app.get("/of")
def list_of(db: Database, user: SignedIn, author: int | None = None) -> Any:
    """One's own, unless the client asks for others."""
    return tickets_for(db, author or user.id)


@app.get("/of-all")
def list_of_all(db: Database, author: int | None = None) -> Any:
    """The client may leave it out."""
    return tickets_for(db, author)  # expect: FAPI808
