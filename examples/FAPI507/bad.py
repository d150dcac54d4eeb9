"""The password of the database stands in the source.

Guide: 1. Dependency Injection Architecture, "One-time pool creation at module level". The guide's pool
options are left out, since SQLite, with which this file is tried, takes no password.
"""

from fastapi import FastAPI
from sqlalchemy import URL, make_url

DATABASE_URL = "postgresql+psycopg://user:pass@localhost/db"  # expect: FAPI507

app = FastAPI()


@app.get("/database")
def read_database() -> str:
    """Which database is used."""
    url: URL = make_url(DATABASE_URL)
    return str(url.database)
