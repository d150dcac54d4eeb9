"""Assigning an attribute runs the setter of a property."""

import bcrypt
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Credentials(BaseModel):
    name: str
    password: str


class Account:
    def __init__(self, name):
        self.name = name
        self._hashed = b""

    @property
    def password(self):
        return self._hashed

    @password.setter
    def password(self, value):
        self._hashed = bcrypt.hashpw(value.encode(), bcrypt.gensalt())

    @property
    def label(self):
        return self.name.title()

    @label.setter
    def label(self, value):
        self.name = value


@app.post("/accounts")
async def create(credentials: Credentials):
    account = Account(credentials.name)
    account.password = credentials.password  # expect: FAPI109
    account.label = "new"
    return {"label": account.label, "set": bool(account.password)}
