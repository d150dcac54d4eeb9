"""What is still missing, and is filled by a function that is called for it: a method, or one of the module."""

import psycopg2
import redis
from fastapi import FastAPI

app = FastAPI()
cache = None


class Database:
    """Opens its connection when it is first needed."""

    def __init__(self) -> None:
        self.connection = None

    def connect(self) -> bool:
        """Open the connection."""
        try:
            self.connection = psycopg2.connect("dbname=shop")
        except psycopg2.OperationalError:
            return False
        return True

    def rows(self, query: str) -> list:
        """Ask a query."""
        if not self.connection and not self.connect():
            return []
        with self.connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()

    def open_connection(self):
        """Give the connection."""
        if self.connection is None:
            self.connect()
        return self.connection


def open_cache() -> None:
    """Fill the module's name."""
    global cache
    cache = redis.Redis()


def the_cache():
    """Give the cache."""
    if cache is None:
        open_cache()
    return cache


database = Database()


@app.get("/rows")
async def rows() -> list:
    """Ask through a method."""
    return database.rows("SELECT 1")  # expect: FAPI109


@app.get("/connection")
async def connection() -> None:
    """Ask the connection itself, which is opened once."""
    cursor = database.open_connection().cursor()
    cursor.execute("SELECT 1")  # expect: FAPI103


@app.get("/cache")
async def cached() -> bytes:
    """Ask the cache of the module."""
    return the_cache().get("key")  # expect: FAPI103
