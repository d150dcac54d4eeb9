"""Validators of models that compute for long: they run wherever an object of the model is made."""

from typing import Any

import bcrypt
from fastapi import FastAPI
from pydantic import BaseModel, field_validator, model_validator
from sqlmodel import Field, SQLModel

app = FastAPI()


def digest(password: str) -> str:
    """Compute for a long time."""
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt()).decode()


class Asked(BaseModel):
    """What a client sends."""

    name: str
    password: str

    @field_validator("name")
    @classmethod
    def shorten(cls, value: str) -> str:
        """Do nothing that takes long."""
        return value.strip()


class Stored(Asked):
    """Keeps the hash of the password."""

    @field_validator("password")
    @classmethod
    def protect(cls, value: str) -> str:
        """Hash it."""
        return digest(value)


class Changed(BaseModel):
    """Keeps it where one is given."""

    password: str | None = None

    @model_validator(mode="after")
    def protect(self) -> "Changed":
        """Hash it."""
        if self.password:
            self.password = digest(self.password)
        return self


class Late(BaseModel):
    """Hashes once all fields are there."""

    password: str

    def model_post_init(self, context: Any) -> None:
        """Hash it."""
        self.password = digest(self.password)


class Row(SQLModel, table=True):
    """A table: what is read from the database is not validated, and neither is what is made by hand."""

    id: int | None = Field(default=None, primary_key=True)
    password: str

    @field_validator("password")
    @classmethod
    def protect(cls, value: str) -> str:
        """Hash it, were it called."""
        return digest(value)


@app.post("/accounts")
async def accounts(asked: Asked) -> dict[str, str]:
    """Make objects of all."""
    plain = Asked(name=asked.name, password="")
    stored = Stored(**asked.model_dump())  # expect: FAPI109
    changed = Changed(password=asked.password)  # expect: FAPI109
    late = Late(password=asked.password)  # expect: FAPI109
    row = Row(password=asked.password)
    return {"a": plain.name, "b": stored.name, "c": str(changed), "d": late.password, "e": row.password}
