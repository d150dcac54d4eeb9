"""The model is said twice. Beyond the guide."""

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    """Something with a name."""

    name: str


@app.get("/items", response_model=list[Item])  # expect: FAPI918
def read_items() -> list[Item]:
    """Say it twice."""
    return [Item(name="apple")]
