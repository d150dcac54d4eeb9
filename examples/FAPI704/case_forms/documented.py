"""An application and its test in one file, as in FastAPI's documentation."""

from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


async def common_parameters(q: str = "") -> str:
    return q


@app.get("/items")
async def read_items(commons: Annotated[str, Depends(common_parameters)]) -> str:
    return commons


app.dependency_overrides[common_parameters] = lambda: "override"


def test_override_in_items() -> None:
    assert TestClient(app).get("/items").json() == "override"
