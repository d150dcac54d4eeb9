"""SQLModel hands on SQLAlchemy's functions under its own name."""

import sqlmodel
from fastapi import FastAPI

app = FastAPI()


@app.get("/items")
def items() -> list[int]:
    """An engine for each request."""
    engine = sqlmodel.create_engine("sqlite:///items.db")  # expect: FAPI009
    with sqlmodel.Session(engine) as session:
        return [int(row[0]) for row in session.connection().exec_driver_sql("select id from items limit 10")]
