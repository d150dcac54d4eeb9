"""Whole tables through drivers: the statement is SQL, the rows are tuples, documents or a cursor."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import asyncpg
import psycopg2
from fastapi import Depends, FastAPI
from pymongo import AsyncMongoClient, MongoClient
from pymongo.collection import Collection
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

app = FastAPI()
engine = create_engine("sqlite:///items.db")
shop = MongoClient("mongodb://localhost")["shop"]
documents = shop["documents"]
events = AsyncMongoClient("mongodb://localhost").shop.events


DRAFTS = "drafts"


def get_drafts() -> Collection[dict[str, Any]]:
    """Some of the documents."""
    return shop[DRAFTS]


def get_db() -> Iterator[Session]:
    """A session for one request."""
    with Session(engine) as session:
        yield session


async def get_connection() -> AsyncIterator[asyncpg.Connection]:
    """A connection for one request."""
    connection = await asyncpg.connect(database="shop")
    try:
        yield connection
    finally:
        await connection.close()


@contextmanager
def opened() -> Iterator[sqlite3.Connection]:
    """A connection to SQLite."""
    connection = sqlite3.connect("items.db")
    try:
        yield connection
    finally:
        connection.close()


@app.get("/cursor")
def list_by_cursor() -> list[dict[str, Any]]:
    """A statement, and then its rows."""
    with opened() as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT id, name FROM items")
        rows = cursor.fetchall()  # expect: FAPI808
    return [{"id": row[0], "name": row[1]} for row in rows]


@app.get("/iterated")
def list_iterated() -> dict[str, Any]:
    """A cursor that is gone through."""
    with opened() as connection:
        rows = connection.execute("SELECT * FROM items ORDER BY name")  # expect: FAPI808
        found = [dict(row) for row in rows]
    return {"items": found}


@app.get("/psycopg2")
def list_by_psycopg2() -> list[str]:
    """A text over several lines."""
    connection = psycopg2.connect(dbname="shop")
    names = []
    try:
        with connection.cursor() as cursor:
            cursor.execute("""
                SELECT name
                FROM public.items
            """)
            for row in cursor.fetchall():  # expect: FAPI808
                names.append(row[0])
    finally:
        connection.close()
    return names


@app.get("/asyncpg")
async def list_by_asyncpg(connection: Annotated[asyncpg.Connection, Depends(get_connection)]) -> list[Any]:
    """One call does both."""
    rows: list[Any] = await connection.fetch("SELECT * FROM items")  # expect: FAPI808
    return rows


@app.get("/text")
def list_by_text(db: Annotated[Session, Depends(get_db)]) -> list[Any]:
    """SQL through a session."""
    rows = db.execute(text("SELECT * FROM items")).fetchall()  # expect: FAPI808
    return [dict(row._mapping) for row in rows]


@app.get("/documents")
def list_documents() -> list[dict[str, Any]]:
    """All documents."""
    return list(documents.find({}, {"_id": 0}))  # expect: FAPI808


@app.get("/drafts")
def list_drafts() -> list[dict[str, Any]]:
    """All documents of what a function gives."""
    return list(get_drafts().find())  # expect: FAPI808


@app.get("/named")
def list_named() -> list[dict[str, Any]]:
    """All documents of what a name tells."""
    return list(shop[DRAFTS].find())  # expect: FAPI808


@app.get("/events")
async def list_events() -> list[dict[str, Any]]:
    """All documents, in an order."""
    return await events.find().sort("at").to_list(None)  # expect: FAPI808


@app.get("/some")
def list_some(name: str, limit: int = 10) -> dict[str, Any]:
    """Conditions, limits, numbers; the catalogue of the database itself."""
    with opened() as connection:
        cursor = connection.cursor()
        if name:
            cursor.execute("SELECT * FROM items WHERE name = ?", (name,))
        else:
            cursor.execute("SELECT * FROM items")
        chosen = cursor.fetchall()
        limited = connection.execute("SELECT * FROM items LIMIT ?", (limit,)).fetchall()
        number = connection.execute("SELECT count(*) FROM items").fetchall()
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
    names = {row[0]: row[1] for row in connection.execute("SELECT id, name FROM kinds").fetchall()}
    mine = [{**each, "kind": names.get(each["kind"])} for each in documents.find({"name": name})]
    return {"chosen": chosen, "limited": limited, "number": number, "tables": tables, "mine": mine}


@app.get("/few")
async def list_few() -> list[Any]:
    """Limits of cursors."""
    page = await events.find().limit(10).to_list(None)
    return [page, await events.find().to_list(100)]


@app.get("/items/kinds")
def list_with_kinds() -> list[Any]:
    """Columns of other tables leave no row out."""
    with opened() as connection:
        cursor = connection.cursor()
        cursor.execute("""
            SELECT i.*, k.name AS kind, o.name AS owner
            FROM items i
            LEFT JOIN kinds k ON i.kind_id = k.id
            LEFT OUTER JOIN owners AS o ON o.id = i.owner_id
            ORDER BY i.created_at DESC
        """)
        return cursor.fetchall()  # expect: FAPI808


@app.get("/items/kinds/some")
def list_some_with_kinds(kind: str) -> list[Any]:
    """A condition or another join may leave some out."""
    with opened() as connection:
        some = connection.execute(
            "SELECT i.* FROM items i LEFT JOIN kinds k ON i.kind_id = k.id WHERE k.name = ?", (kind,)
        ).fetchall()
        both = connection.execute("SELECT i.* FROM items i JOIN kinds k ON i.kind_id = k.id").fetchall()
        return some + both
