"""Clients that an application holds as attributes of its own, beside its state."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI, Request
from pymongo import AsyncMongoClient, MongoClient

router = APIRouter()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Make the clients."""
    app.client = MongoClient("mongodb://localhost")  # type: ignore[attr-defined]
    app.database = app.client["books"]  # type: ignore[attr-defined]
    async with AsyncMongoClient("mongodb://localhost") as other:
        app.other = other["books"]  # type: ignore[attr-defined]
        yield
    app.client.close()


app = FastAPI(lifespan=lifespan)
app.archive = MongoClient("mongodb://localhost")["archive"]  # type: ignore[attr-defined]


@router.get("/books/{number}")
async def book(request: Request, number: int) -> dict | None:
    """By way of the request."""
    found = request.app.database["books"].find_one({"_id": number})  # expect: FAPI103
    return found or app.archive["books"].find_one({"_id": number})  # expect: FAPI103


@router.get("/others/{number}")
async def other(request: Request, number: int) -> dict | None:
    """The client has an async API."""
    return await request.app.other["books"].find_one({"_id": number})


app.include_router(router)
