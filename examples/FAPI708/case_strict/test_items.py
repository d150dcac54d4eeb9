"""The mode that wants a marker."""

from fastapi import FastAPI

app = FastAPI()


async def test_item() -> None:  # expect: FAPI708
    assert app.title == "FastAPI"
