"""One name, imported from two places: the last import counts."""

from fastapi import FastAPI, HTTPException
from fastapi.exceptions import HTTPException  # noqa: F811

app = FastAPI()


def connect() -> None:
    """Fail like a database driver does."""
    raise ConnectionError("cannot connect to postgresql://shop:hunter2@10.0.0.5/shop")


@app.get("/orders")
def read_orders() -> list[str]:
    """Send the exception's text."""
    try:
        connect()
    except Exception as error:
        raise HTTPException(status_code=500, detail=str(error)) from error  # expect: FAPI509
    return []
