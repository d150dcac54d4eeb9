"""SQL that looks composed and is safe, and calls that are no SQL."""

import re
import sqlite3
from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, FastAPI, HTTPException, Path, Query
from psycopg2 import sql
from pydantic import BaseModel, Field, field_validator
from sqlalchemy import text

app = FastAPI()
TABLE = "users"
COLUMNS = {"name": "full_name", "mail": "email"}
NAME = re.compile(r"[a-z_]+")


class Order(str, Enum):
    """Two words."""

    UP = "ASC"
    DOWN = "DESC"


class Filters(BaseModel):
    """Fields that cannot hold anything."""

    column: str = Field(default="id", pattern="^[a-z]+$")
    order: Literal["ASC", "DESC"] = "ASC"
    table: str = "users"
    since: date | None = None
    term: str = ""

    @field_validator("table")
    @classmethod
    def is_known(cls, value: str) -> str:
        """Refuse other tables."""
        if value not in {"users", "groups"}:
            raise ValueError("no such table")
        return value


def get_connection() -> Iterator[sqlite3.Connection]:
    """A connection that is closed."""
    connection = sqlite3.connect("users.db", check_same_thread=False)
    try:
        yield connection
    finally:
        connection.close()


Connection = Annotated[sqlite3.Connection, Depends(get_connection)]
Slug = Annotated[str, Path(pattern="^[a-z]+$")]


@app.get("/numbers/{item}/{key}/{slug}")
def use_types(
    item: int,
    key: UUID,
    slug: Slug,
    order: Order,
    connection: Connection,
    flag: bool = False,
    size: float = 1,
) -> None:
    """Types and patterns that leave no room."""
    connection.execute(f"SELECT * FROM users WHERE id = {item} AND flag = {flag} AND size < {size}")
    connection.execute(f"SELECT * FROM users WHERE key = '{key}' ORDER BY {slug} {order.value}")


@app.post("/filters")
def use_model(filters: Filters, connection: Connection, words: Annotated[list[str], Query()]) -> None:
    """Constrained and validated fields, placeholders, numbers made of texts."""
    connection.execute(f"SELECT * FROM {filters.table} ORDER BY {filters.column} {filters.order}")
    connection.execute(f"SELECT * FROM users WHERE since > '{filters.since}'")
    marks = ", ".join("?" for _ in words)
    connection.execute(f"SELECT * FROM users WHERE name IN ({marks})", words)
    names = ", ".join(f":word_{index}" for index, _ in enumerate(words))
    values = {f"word_{index}": word for index, word in enumerate(words)}
    connection.execute(f"SELECT * FROM users WHERE name IN ({names})", values)
    connection.execute(f"SELECT * FROM users LIMIT {int(words[0])} OFFSET {len(words)}")
    conditions, parameters = build(filters.term)
    connection.execute(f"SELECT * FROM users WHERE {conditions}", parameters)
    connection.execute(f"SELECT * FROM users WHERE n = {words[0]:d}")


def build(term: str) -> tuple[str, list[str]]:
    """Conditions with placeholders, and their values."""
    conditions, parameters = ["1 = 1"], []
    if term:
        conditions.append("name LIKE ?")
        parameters.append(f"%{term}%")
    return " AND ".join(conditions), parameters


def check_name(name: str) -> None:
    """Raise for what is no name."""
    if not NAME.fullmatch(name):
        raise HTTPException(422, "not a name")


@app.get("/checked")
def use_checks(
    connection: Connection,
    column: str,
    table: str,
    name: str,
    group: str,
    kind: str,
    many: str,
    direction: str,
) -> None:
    """Allow-lists and tests of all kinds."""
    connection.execute(f"SELECT {COLUMNS[column]} FROM {COLUMNS.get(column, 'id')}")
    if table not in ("users", "groups"):
        raise HTTPException(404)
    connection.execute(f"SELECT * FROM {table}")
    check_name(name)
    connection.execute(f"SELECT {name} FROM users")
    if not group.isidentifier():
        return
    connection.execute(f"SELECT * FROM users GROUP BY {group}")
    order = "DESC" if direction == "down" else "ASC"
    connection.execute(f"SELECT * FROM users ORDER BY id {order}")
    match kind:
        case "a" | "b":
            connection.execute(f"SELECT * FROM users WHERE kind = '{kind}'")
    allowed = [each for each in many.split(",") if each in COLUMNS]
    connection.execute(f"SELECT {', '.join(allowed)} FROM users")
    chosen = many.split(",")
    for each in chosen:
        if each not in COLUMNS:
            raise HTTPException(422)
    connection.execute(f"SELECT {', '.join(chosen)} FROM users")
    found = connection.execute("SELECT name FROM sqlite_master WHERE name = ?", (direction,)).fetchone()
    if found is None:
        raise HTTPException(404)
    connection.execute(f"SELECT * FROM {direction}")


@app.get("/identifiers")
def use_identifiers(table: str, name: str) -> str:
    """psycopg quotes what it is given as an identifier or a literal."""
    query = sql.SQL("SELECT * FROM {} WHERE name = {}").format(sql.Identifier(table), sql.Literal(name))
    joined = sql.SQL(", ").join(map(sql.Identifier, [table, name]))
    return repr(query + joined)


@app.get("/constants")
def use_constants(connection: Connection, name: str) -> None:
    """Constants, and statements in several lines."""
    connection.execute(f"SELECT * FROM {TABLE} WHERE name = ?", (name,))
    connection.execute("SELECT * FROM users WHERE name = ?", [name])
    statement = text(f"SELECT * FROM {TABLE} WHERE name = :name").bindparams(name=name)
    assert statement is not None


class Console:
    """Executes commands, no SQL."""

    def execute(self, command: str) -> str:
        """Say what would be done."""
        return command


@app.get("/console")
def use_console(command: str, connection: Connection) -> str:
    """A method that is called like that of a cursor, and a console that is meant to take whole statements."""
    connection.execute(command)
    return Console().execute(f"select {command}")


def ensure_column(name: str) -> None:
    """Raises for what is no column."""
    assert name in COLUMNS


@app.get("/asserted")
def asserted(column: str, connection: Connection) -> list[tuple[object, ...]]:
    """A helper that asserts counts as a check, also when its result is not used."""
    ensure_column(column)
    return connection.execute(f"SELECT {column} FROM users").fetchall()


@app.get("/subsets")
def subsets(names: str, other: str, connection: Connection) -> list[tuple[object, ...]]:
    """Sets are compared with what is known, in three ways."""
    if set(names.split(",")) - set(COLUMNS):
        raise HTTPException(422)
    if not {other} <= set(COLUMNS):
        raise HTTPException(422)
    return connection.execute(f"SELECT {names} FROM users ORDER BY {other}").fetchall()


@app.get("/each")
def each_known(names: str, connection: Connection) -> list[tuple[object, ...]]:
    """Each part is compared."""
    if not all(each in COLUMNS for each in names.split(",")):
        raise HTTPException(422)
    return connection.execute(f"SELECT {names} FROM users").fetchall()
