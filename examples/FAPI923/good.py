"""The user's public fields. From Authentication Pattern, whose /protected returns the user.

Amended: a real table, and a user that is looked up by number.
"""

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel
from sqlalchemy import StaticPool, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(bind=engine, expire_on_commit=False)


class Base(DeclarativeBase):
    """The base of all tables."""


class User(Base):
    """Somebody."""

    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    password_hash: Mapped[str]


class PublicUser(BaseModel):
    """What anybody may see."""

    name: str


class Protected(BaseModel):
    """An answer with a user."""

    user: PublicUser


def get_db():
    """Open a session."""
    with SessionLocal() as db:
        yield db


def get_current_user(user_id: int, db: Annotated[Session, Depends(get_db)]) -> User:
    """Find the user."""
    user = db.get(User, user_id)
    if user is None:
        raise HTTPException(404)
    return user


app = FastAPI()


@app.get("/protected", response_model=Protected)
def read_protected(current_user: User = Depends(get_current_user)):
    """Send the name."""
    return {"user": current_user}


@app.get("/users/{user_id}", response_model=PublicUser)
def read_user(user_id: int, db: Annotated[Session, Depends(get_db)]):
    """Send the name as well."""
    user = db.get(User, user_id)
    return user


Base.metadata.create_all(engine)
with SessionLocal.begin() as session:
    session.add(User(id=1, name="alice", password_hash="x1y2"))
