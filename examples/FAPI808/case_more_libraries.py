"""Managers of MongoEngine, and rows that become dictionaries by their columns."""

import sqlite3
from contextlib import closing
from typing import Any

import mongoengine
from fastapi import FastAPI

app = FastAPI()


class Author(mongoengine.Document):  # type: ignore[misc]
    """A document of MongoEngine."""

    name = mongoengine.StringField()


@app.get("/authors")
def list_authors() -> list[str]:
    """All of them, by a call of the manager."""
    return [each.name for each in Author.objects()]  # expect: FAPI808


@app.get("/authors/sorted")
def list_authors_sorted() -> list[str]:
    """All of them, by a method of the manager."""
    return [each.name for each in Author.objects.order_by("name")]  # expect: FAPI808


@app.get("/authors/young")
def list_young_authors() -> list[str]:
    """Some of them."""
    return [each.name for each in Author.objects(age__lt=30)]


@app.get("/prices")
def list_prices() -> list[dict[str, Any]]:
    """Tuples that become dictionaries."""
    with closing(sqlite3.connect("shop.db")) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT * FROM prices")
        columns = [each[0] for each in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]  # expect: FAPI808
