"""A synchronous database driver in coroutines: every query stops the event loop.

Guide: 2. Async/Sync Boundary Management, "BAD - Blocks event loop", completed to a program
and amended: the connection is closed, and taken from a data source that the environment names.
"""

import os
from contextlib import closing

import psycopg2
from fastapi import FastAPI

app = FastAPI()
DATABASE = os.getenv("DATABASE_URL", "dbname=shop")


@app.get("/users/{user_id}")
async def get_user(user_id: int) -> tuple[int, str] | None:
    """Connect and query: both wait for the server."""
    with closing(psycopg2.connect(DATABASE)) as conn:  # expect: FAPI103
        cursor = conn.cursor()
        cursor.execute("SELECT id, name FROM users WHERE id = %s", (user_id,))  # expect: FAPI103
        return cursor.fetchone()
