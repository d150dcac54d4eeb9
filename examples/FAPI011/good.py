"""Connections that are closed whatever happens.

Guide: 2. Async/Sync Boundary Management, "GOOD Option 2" (`run_in_threadpool`), and Common
Anti-Patterns, "Not closing database connections". Amended: the connection is closed, which the
guide's example forgets; sqlite3 stands in for psycopg2, and its `?` for `%s`.
"""

import sqlite3
from contextlib import closing

from fastapi import FastAPI, HTTPException
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import QueuePool

app = FastAPI()
engine = create_engine("sqlite:///users.db", poolclass=QueuePool, pool_size=2, max_overflow=0, pool_timeout=0)
SessionLocal = sessionmaker(bind=engine)


def blocking_db_call(user_id: int) -> tuple[str] | None:
    """The guide's function, with `closing`."""
    with closing(sqlite3.connect("users.db")) as conn:
        cursor = conn.cursor()
        cursor.execute("SELECT name FROM users WHERE id = ?", (user_id,))
        return cursor.fetchone()


@app.get("/users/{user_id}")
async def get_user(user_id: int) -> tuple[str] | None:
    """Off the event loop."""
    return await run_in_threadpool(blocking_db_call, user_id)


@app.get("/orders/{order_id}")
def get_order(order_id: int) -> int:
    """Closed also where something goes wrong."""
    with SessionLocal() as db:
        found = db.execute(text("SELECT :id"), {"id": order_id}).scalar_one()
        if not found:
            raise HTTPException(404, "no such order")
        return found
