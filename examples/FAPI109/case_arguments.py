"""Helpers without annotations block, or do not, according to what they are called with.

Positional and keyword arguments, defaults, `*args`, objects that keep the argument on `self`.
"""

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, select, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import sessionmaker

app = FastAPI()
SessionLocal = sessionmaker(create_engine("sqlite:///./arguments.db"))
AsyncSessionLocal = async_sessionmaker(
    create_async_engine("sqlite+aiosqlite:///./arguments.db"), expire_on_commit=False
)


def get_db():
    """Provide a session."""
    with SessionLocal() as db:
        yield db


async def get_async_db():
    """Provide an asynchronous session."""
    async with AsyncSessionLocal() as db:
        yield db


def ping(db):
    """Call `scalar` on whatever is given: blocking, or a coroutine for the caller to await."""
    return db.scalar(select(text("1")))


def ping_through(connection, *, twice=False):
    """Hand the argument on under another name."""
    return ping(db=connection)


def ping_all(*sessions):
    """Call each of them."""
    return [ping(session) for session in sessions]


def get(source, key):
    """Call `get`: a dictionary's is harmless, a session's is not."""
    return source.get(key, key)


class Counter:
    """Keeps what the constructor is given."""

    def __init__(self, db, table="items"):
        self.db = db
        self.table = table

    def count(self):
        """Ask the database, when that is what is kept."""
        return self.db.scalar(text("SELECT 1"))


@app.get("/positional")
async def positional(db=Depends(get_db)):
    """The session as the first argument."""
    return ping(db)  # expect: FAPI109


@app.get("/keyword")
async def keyword(db=Depends(get_db)):
    """The session by its keyword, through two helpers."""
    return ping_through(connection=db, twice=True)  # expect: FAPI109


@app.get("/star")
async def star(db=Depends(get_db)):
    """The session among `*args`."""
    return ping_all(db)  # expect: FAPI109


@app.get("/constructor")
async def constructor(db=Depends(get_db)):
    """The session on the `self` of an object."""
    counter = Counter(db)
    return counter.count()  # expect: FAPI109


@app.get("/constructor-chained")
async def constructor_chained(db=Depends(get_db)):
    """The same in one expression."""
    return Counter(table="words", db=db).count()  # expect: FAPI109


@app.get("/async")
async def asynchronous(db: AsyncSession = Depends(get_async_db)):
    """The same helpers with an asynchronous session give something to await."""
    first = await ping(db)
    second = await ping_through(db)
    third = await Counter(db).count()
    return [first, second, third]


@app.get("/dictionary")
async def dictionary():
    """The same helper with a dictionary."""
    return get({"a": "b"}, "a")
