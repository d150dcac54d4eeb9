"""Sessions that a method of an object makes by a factory which the object holds."""

from fastapi import FastAPI, HTTPException
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()


class Database:
    """Holds the factory."""

    def __init__(self) -> None:
        self.factory = sessionmaker(create_engine("postgresql+psycopg2://shop"))

    def session(self) -> Session:
        """Open one."""
        return self.factory()


database = Database()


@app.get("/numbers")
def numbers() -> int:
    """Leave it open."""
    session = database.session()  # expect: FAPI011
    return len(session.execute(text("SELECT 1")).all())


@app.get("/first")
def first() -> int:
    """Close it unless there is nothing."""
    session = database.session()  # expect: FAPI011
    found = session.execute(text("SELECT 1")).all()
    if not found:
        raise HTTPException(404)
    session.close()
    return len(found)


@app.get("/all")
def everything() -> int:
    """Close it in any case."""
    with database.session() as session:
        return len(session.execute(text("SELECT 1")).all())
