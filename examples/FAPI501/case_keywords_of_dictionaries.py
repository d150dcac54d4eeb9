"""Conditions made of the keys of dictionaries whose keys are written as keywords."""

import sqlite3
from typing import Any

from fastapi import FastAPI

app = FastAPI()


def conditions(wanted: dict[str, Any]) -> tuple[str, list[Any]]:
    """The names of columns, and their values for the placeholders."""
    sql, values = "", []
    for place, (name, value) in enumerate(wanted.items()):
        sql += f"{' AND ' if place else ''}{name} = ?"
        values.append(value)
    return sql, values


def glued(wanted: dict[str, Any]) -> str:
    """The values themselves."""
    return " AND ".join(f"{name} = '{value}'" for name, value in wanted.items())


@app.get("/orders")
def orders(customer: str, state: str) -> list[Any]:
    """The client gives the values only."""
    where, values = conditions(dict(customer=customer, state=state))
    with sqlite3.connect("shop.db") as connection:  # expect: FAPI011
        return connection.execute(f"SELECT id FROM orders WHERE {where} LIMIT 9", values).fetchall()


@app.get("/found")
def found(customer: str, state: str) -> list[Any]:
    """The client's values become the text."""
    where = glued(dict(customer=customer, state=state))
    with sqlite3.connect("shop.db") as connection:  # expect: FAPI011
        return connection.execute(  # expect: FAPI501
            f"SELECT id FROM orders WHERE {where} LIMIT 9"
        ).fetchall()
