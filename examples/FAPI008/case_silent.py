"""What is made to be shared, used at the start only, or used by no request."""

import sqlite3

import httpx
import redis
from fastapi import FastAPI
from pymongo import MongoClient
from sqlalchemy import create_engine, text
from sqlalchemy.orm import scoped_session, sessionmaker

app = FastAPI()
engine = create_engine("sqlite:///silent.db")
make_session = sessionmaker(engine)
registry = scoped_session(make_session)
cache = redis.Redis()
mongo: MongoClient = MongoClient("mongodb://localhost", connect=False)
http = httpx.Client()

starting = sqlite3.connect(":memory:")
version = starting.execute("SELECT sqlite_version()").fetchone()[0]
starting.close()

with sqlite3.connect(":memory:") as setting_up:
    setting_up.execute("CREATE TABLE names (name)")

reports = sqlite3.connect(":memory:")


def report() -> list[str]:
    """Called by the command line below, and by no request."""
    return [row[0] for row in reports.execute("SELECT 1")]


def shadowing(reports: list[str]) -> int:
    """A parameter of the same name."""
    return len(reports)


@app.get("/")
def use() -> str:
    """Use what is shared."""
    with make_session() as session:
        session.execute(text("SELECT 1"))
    return f"{registry} {cache} {mongo} {http} {version} {shadowing([])}"


if __name__ == "__main__":
    script = sqlite3.connect(":memory:")
    print(report(), script)
