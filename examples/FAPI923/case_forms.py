"""Lists, tables without secrets, annotations."""

from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import StaticPool, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(bind=engine)


class Base(DeclarativeBase):
    """The base of all tables."""


class Key(Base):
    """A key."""

    __tablename__ = "keys"
    id: Mapped[int] = mapped_column(primary_key=True)
    api_key: Mapped[str]


class City(Base):
    """No secret."""

    __tablename__ = "cities"
    id: Mapped[int] = mapped_column(primary_key=True)
    passwords_hashtag: Mapped[str]


app = FastAPI()


@app.get("/new")
def read_new():
    """A row that is made here."""
    return Key(id=1, api_key="k")  # expect: FAPI923


@app.get("/cities")
def read_city():
    """Nothing to hide."""
    return City(id=1, passwords_hashtag="#none")


@app.get("/names")
def read_names():
    """One column only."""
    with SessionLocal() as db:
        return db.scalars(select(City.id).limit(10)).all()


@app.get("/annotated")
def read_annotated() -> dict[str, str]:
    """An annotation is a model."""
    return {"key": Key(id=1, api_key="k").api_key}


def find_key() -> Key:
    """Find the caller's key."""
    return Key(id=1, api_key="k")


OwnKey = Annotated[Key, Depends(find_key)]


@app.get("/own")
def read_own(found: OwnKey):
    """A row that a dependency behind an alias has found."""
    return found  # expect: FAPI923
