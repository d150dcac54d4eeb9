"""Rows of a table that are encoded as they are, with the fields that the model leaves out."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()
engine = create_engine("sqlite:///users.db")


class Base(DeclarativeBase):
    """The base of the models."""


class User(Base):
    """Somebody with a password."""

    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    password: Mapped[str]


class UserOut(BaseModel):
    """What clients see."""

    model_config = ConfigDict(from_attributes=True)
    id: int


def get_db() -> Iterator[Session]:
    """A session for one request."""
    with Session(engine) as session:
        yield session


Database = Annotated[Session, Depends(get_db)]


@app.get("/users/{key}", response_model=UserOut)
def read_user(key: int, db: Database) -> Any:
    """One row."""
    user = db.get(User, key)
    return JSONResponse(jsonable_encoder(user))  # expect: FAPI910


@app.get("/users", response_model=list[UserOut])
def list_users(db: Database) -> Any:
    """A list of them."""
    users = db.query(User).limit(100).all()
    return JSONResponse(status_code=200, content=jsonable_encoder(users))  # expect: FAPI910


@app.get("/shown/{key}", response_model=UserOut)
def read_shown(key: int, db: Database) -> Any:
    """What the model makes of a row."""
    user = UserOut.model_validate(db.get(User, key))
    return JSONResponse(jsonable_encoder(user))


@app.get("/all-shown", response_model=list[UserOut])
def list_shown(db: Database) -> Any:
    """The same for each."""
    users = [UserOut.model_validate(each) for each in db.query(User).limit(100)]
    return JSONResponse(jsonable_encoder(users))
