"""What went wrong inside is told to the client.

Beyond the guide; compare Security Patterns, Authentication Pattern, whose answers are fixed texts.
"""

import traceback

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse

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


@app.get("/customers")
def read_customers() -> list[str]:
    """Send the whole traceback."""
    try:
        connect()
    except Exception:
        raise HTTPException(500, traceback.format_exc()) from None  # expect: FAPI509
    return []


@app.get("/stock")
def read_stock() -> list[str]:
    """Leave it to the handler for everything."""
    connect()
    return []


@app.exception_handler(Exception)
async def handle_everything(request: Request, exc: Exception) -> JSONResponse:
    """Send the text of whatever has happened."""
    return JSONResponse({"error": f"{request.url.path}: {exc}"}, status_code=500)  # expect: FAPI509
