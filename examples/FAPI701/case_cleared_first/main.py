"""The application under test."""

from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()


def get_db() -> str:
    return "real database"


@app.get("/items/1")
def read_item(db: Annotated[str, Depends(get_db)]) -> str:
    return db
