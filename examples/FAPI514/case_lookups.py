"""Look-ups in a session, a result and a dictionary, looked at and not."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="token")
engine = create_engine("sqlite:///users.db")


class Base(DeclarativeBase):
    """The base of the models."""


class User(Base):
    """Somebody."""

    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str]


SESSIONS: dict[str, int] = {}


def get_db() -> Iterator[Session]:
    """A session for one request."""
    with Session(engine) as session:
        yield session


Token = Annotated[str, Depends(scheme)]
Database = Annotated[Session, Depends(get_db)]


def by_key(token: Token, db: Database):  # type: ignore[no-untyped-def]
    """By its primary key."""
    return db.get(User, int(token))  # expect: FAPI514


def by_query(token: Token, db: Database):  # type: ignore[no-untyped-def]
    """Through a variable."""
    user = db.query(User).filter_by(token=token).first()
    return user  # expect: FAPI514


def by_statement(token: Token, db: Database):  # type: ignore[no-untyped-def]
    """Of a result."""
    return db.execute(select(User).where(User.token == token)).scalar_one_or_none()  # expect: FAPI514


def by_memory(token: Token) -> int:
    """In a dictionary."""
    return SESSIONS.get(token)  # type: ignore[return-value]  # expect: FAPI514


def looked_at(token: Token, db: Database) -> User:
    """Somebody, or a 401."""
    user = db.query(User).filter_by(token=token).first()
    if user is None:
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
    return user


def raising(token: Token, db: Database) -> User:
    """These raise by themselves."""
    return db.scalars(select(User).where(User.token == token)).one()


def by_default(token: Token) -> int:
    """With a default."""
    return SESSIONS.get(token, 0)


def optional(token: Token, db: Database):  # type: ignore[no-untyped-def]
    """Nobody is an answer."""
    if not token:
        return None
    return db.query(User).filter_by(token=token).first()


@app.get(
    "/all",
    dependencies=[
        Depends(optional),
        Depends(by_key),
        Depends(by_query),
        Depends(by_statement),
        Depends(by_memory),
    ],
)
def read_all(
    first: Annotated[User, Depends(looked_at)],
    second: Annotated[User, Depends(raising)],
    third: Annotated[int, Depends(by_default)],
) -> list[int]:
    """Use the others."""
    return [first.id, second.id, third]
