"""The ways in which a text is put together, and the places from which it comes."""

import json
import sqlite3
from contextlib import closing
from typing import Annotated, Any

import aiosqlite
import asyncpg
from fastapi import APIRouter, Body, Cookie, Depends, FastAPI, Form, Header, Query, Request, WebSocket
from fastapi.security import OAuth2PasswordRequestForm
from psycopg2 import sql
from pydantic import AnyUrl, BaseModel, SecretStr
from sqlalchemy import text as statement
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

app = FastAPI()
router = APIRouter()
engine = create_async_engine("sqlite+aiosqlite://")
sessions = async_sessionmaker(engine, expire_on_commit=False)
QUERY = "SELECT * FROM users WHERE name = '{}'"


async def get_session():
    """Without an annotation: the type is known from what it yields."""
    async with sessions() as session:
        yield session


async def get_database():
    """A connection of aiosqlite."""
    async with aiosqlite.connect("users.db") as database:
        yield database


class Filters(BaseModel):
    """Nested, with lists and dictionaries."""

    names: list[str] = []
    equals: dict[str, str] = {}


class Report(BaseModel):
    """A body in a body."""

    filters: Filters
    title: str | None = None


def sorting(order: str = "id") -> str:
    """A dependency whose parameter is the client's."""
    return order


class Page:
    """A class as a dependency."""

    def __init__(self, group: str = "id", size: int = 10) -> None:
        self.group = group
        self.size = size


Sorting = Annotated[str, Depends(sorting)]


@app.get("/format")
async def use_format(name: str, session=Depends(get_session)) -> None:
    """``format``, by position and by name, of a constant."""
    await session.execute(statement(QUERY.format(name)))  # expect: FAPI501
    by_name = "SELECT * FROM users WHERE name = '{name}'".format(name=name)
    await session.execute(statement(by_name))  # expect: FAPI501


@app.get("/join")
async def use_join(
    names: Annotated[list[str], Query()], session: Annotated[AsyncSession, Depends(get_session)]
) -> None:
    """``join`` of what is asked for; placeholders alone are harmless."""
    conditions = ["1 = 1"]
    for name in names:
        conditions.append(f"name = '{name}'")
    any_of = "SELECT * FROM users WHERE " + " OR ".join(conditions)
    await session.execute(statement(any_of))  # expect: FAPI501
    quoted = ", ".join(f"'{each}'" for each in names)
    await session.execute(statement(f"SELECT * FROM users WHERE name IN ({quoted})"))  # expect: FAPI501


@app.post("/report")
async def make_report(
    report: Report, payload: Annotated[dict[str, Any], Body()], database=Depends(get_database)
) -> None:
    """Fields of bodies, items of dictionaries."""
    for key, value in report.filters.equals.items():
        await database.execute(f"SELECT * FROM users WHERE name = '{value}'")  # expect: FAPI501
        await database.execute(f"SELECT * FROM users WHERE {key} = 1")  # expect: FAPI501
    wanted = report.filters.names[0]
    where = {"where": f"name = '{wanted}'", "values": ()}
    await database.execute(f"SELECT * FROM users WHERE {where['where']}", where["values"])  # expect: FAPI501
    table = payload["table"]
    await database.execute_fetchall(f"SELECT * FROM {table}")  # expect: FAPI501
    if report.title:
        title = report.title.strip()
        await database.execute("DELETE FROM reports WHERE title = '" + title + "'")  # expect: FAPI501


@app.post("/sources")
async def use_all_sources(
    request: Request,
    tenant: Annotated[str, Header()],
    session_id: Annotated[str, Cookie()],
    comment: Annotated[str, Form()],
    database: Annotated[aiosqlite.Connection, Depends(get_database)],
) -> None:
    """Headers, cookies, forms and the request itself."""
    await database.execute(f"SELECT * FROM users WHERE tenant = '{tenant}'")  # expect: FAPI501
    await database.execute(f"SELECT * FROM users WHERE session = '{session_id}'")  # expect: FAPI501
    await database.execute(f"INSERT INTO comments VALUES ('{comment}')")  # expect: FAPI501
    await database.execute(f"SELECT * FROM users ORDER BY {request.query_params['sort']}")  # expect: FAPI501
    data = await request.json()
    await database.execute("SELECT * FROM users WHERE name = '%s'" % data["name"])  # expect: FAPI501
    first = request.headers.get("x-first", "id")
    await database.execute(f"SELECT {first} FROM users")  # expect: FAPI501


@router.get("/dependencies")
async def use_dependencies(
    order: Sorting, page: Annotated[Page, Depends()], database: aiosqlite.Connection = Depends(get_database)
) -> None:
    """What a dependency returns, and what a class as a dependency holds."""
    await database.execute(f"SELECT * FROM users ORDER BY {order}")  # expect: FAPI501
    await database.execute(f"SELECT * FROM users GROUP BY {page.group} LIMIT {page.size}")  # expect: FAPI501


@app.websocket("/live")
async def live(websocket: WebSocket, database: aiosqlite.Connection = Depends(get_database)) -> None:
    """What comes through a websocket."""
    await websocket.accept()
    name = await websocket.receive_text()
    await database.execute(f"SELECT * FROM users WHERE name = '{name}'")  # expect: FAPI501
    async for other in websocket.iter_text():
        await database.execute(f"SELECT * FROM users WHERE name = '{other}'")  # expect: FAPI501


@app.get("/postgres/{table}")
async def use_postgres(table: str, pool: Annotated[asyncpg.Pool, Depends(asyncpg.create_pool)]) -> None:
    """Methods of asyncpg; psycopg2's composable SQL with a text that is composed before."""
    await pool.fetch(f"SELECT * FROM {table}")  # expect: FAPI501
    sql.SQL(f"SELECT * FROM {table}")  # expect: FAPI501


@app.get("/unknown")
def use_unknown(name: str, store=Depends(lambda: None)) -> None:
    """Nothing is known of the object, but this is SQL and nothing else."""
    store.execute(f"SELECT * FROM users WHERE name = '{name}'")  # expect: FAPI501


def create_app(path: str) -> FastAPI:
    """Handlers in a factory; its own parameter is nobody's request."""
    made = FastAPI()
    connection = sqlite3.connect(path, check_same_thread=False)
    connection.execute(f"ATTACH DATABASE '{path}' AS main_copy")

    @made.get("/items/{name}")
    def get_item(name: str) -> list[Any]:
        query = f"SELECT * FROM items WHERE name = '{name}'"
        return connection.execute(query).fetchone()  # expect: FAPI501

    return made


@app.post("/typed")
def typed(
    page: AnyUrl,
    secret: Annotated[SecretStr, Form()],
    form: Annotated[OAuth2PasswordRequestForm, Depends()],
) -> None:
    """Types that check a text and still let quotes through, and the fields of a login form."""
    with closing(sqlite3.connect("users.db")) as connection:
        connection.execute(f"SELECT * FROM users WHERE page = '{page}'")  # expect: FAPI501
        word = secret.get_secret_value()
        connection.execute(f"SELECT * FROM users WHERE word = '{word}'")  # expect: FAPI501
        connection.execute(f"SELECT * FROM users WHERE name = '{form.username}'")  # expect: FAPI501


@app.websocket("/parsed")
async def parsed(websocket: WebSocket) -> None:
    """A message that is parsed is the client's all the same."""
    await websocket.accept()
    message = json.loads(await websocket.receive_text())
    async with aiosqlite.connect("users.db") as database:
        await database.execute(f"DELETE FROM users WHERE name = '{message['name']}'")  # expect: FAPI501


def run_on(connection, query):
    """Nothing says what runs this; what it is given is SQL beyond doubt."""
    return connection.execute(query)


@app.get("/handed")
def handed(name: str) -> list[Any]:
    """The text is composed here and run in a helper without annotations."""
    with closing(sqlite3.connect("users.db")) as connection:
        found = run_on(connection, f"SELECT * FROM users WHERE name = '{name}'")  # expect: FAPI501
        return list(found)
