"""GETs that want a body. From 3. Lifespan Management, whose GET /predict takes a dict.

Amended: a model with fields, so that the query could have them, and a list.
"""

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Features(BaseModel):
    """What a prediction is made of."""

    size: int
    colour: str = "red"


@app.get("/predictions")
def predict(data: Features) -> int:  # expect: FAPI913
    """Refuse what stands in the query."""
    return data.size * 2


@app.get("/items")
def read_items(ids: list[int]) -> list[int]:  # expect: FAPI913
    """Refuse it as well."""
    return ids
