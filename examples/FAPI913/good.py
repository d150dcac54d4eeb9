"""GETs that take their parameters from the query. From 3. Lifespan Management.

Amended: a model with fields, declared as query parameters.
"""

from typing import Annotated

from fastapi import FastAPI, Query
from pydantic import BaseModel

app = FastAPI()


class Features(BaseModel):
    """What a prediction is made of."""

    size: int
    colour: str = "red"


@app.get("/predictions")
def predict(data: Annotated[Features, Query()]) -> int:
    """Take the fields from the query."""
    return data.size * 2


@app.get("/items")
def read_items(ids: Annotated[list[int], Query()]) -> list[int]:
    """Take all values from the query."""
    return ids
