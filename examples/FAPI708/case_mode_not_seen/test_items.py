"""Something in the project makes pytest run it."""

from fastapi import FastAPI

app = FastAPI()


async def test_item() -> None:
    assert app.title == "FastAPI"
