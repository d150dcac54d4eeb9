"""A condition that a helper takes, and that nobody gives."""

from typing import Any

from fastapi import FastAPI
from pymongo import AsyncMongoClient

app = FastAPI()
database = AsyncMongoClient("mongodb://localhost", connect=False)["shop"]


class Collection:
    """The documents of one collection."""

    def __init__(self, name: str) -> None:
        self.documents = database[name]

    async def find(self, condition: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """The documents that fit."""
        return [document async for document in self.documents.find(condition or {})]

    async def active(self, condition: dict[str, Any] = {"active": True}) -> list[dict[str, Any]]:  # noqa: B006
        """Those that are in use."""
        return [document async for document in self.documents.find(condition)]


@app.get("/items")
async def list_items() -> list[dict[str, Any]]:
    """No condition."""
    return await Collection("items").find()  # expect: FAPI808


@app.get("/cheap")
async def list_cheap() -> list[dict[str, Any]]:
    """A condition."""
    return await Collection("items").find({"price": {"$lt": 5}})


@app.get("/active")
async def list_active() -> list[dict[str, Any]]:
    """A condition by default."""
    return await Collection("items").active()
