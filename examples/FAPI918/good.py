"""The annotation says it. Beyond the guide."""

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    """Something with a name."""

    name: str


@app.get("/items")
def read_items() -> list[Item]:
    """Say it once."""
    return [Item(name="apple")]
