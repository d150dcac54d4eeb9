"""Factories of sessions under names that say nothing of it."""

from fastapi import FastAPI, HTTPException
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

app = FastAPI()
Unit = sessionmaker(create_engine("sqlite:///other_names.db"))
label = str


@app.get("/kept")
def kept() -> int:
    """Closed where nothing fails."""
    work = Unit()  # expect: FAPI011
    found = work.scalar(text("SELECT 1"))
    if found is None:
        raise HTTPException(404)
    work.close()
    return int(found)


@app.get("/closed")
def closed() -> str:
    """Closed whatever happens."""
    with Unit() as work:
        return label(work.scalar(text("SELECT 1")))
