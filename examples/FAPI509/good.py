"""What went wrong is written to the log, and the client gets a fixed text.

Beyond the guide; compare Security Patterns, Authentication Pattern, whose answers are fixed texts.
"""

import logging

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse

app = FastAPI()
logger = logging.getLogger(__name__)


def connect() -> None:
    """Fail like a database driver does."""
    raise ConnectionError("cannot connect to postgresql://shop:hunter2@10.0.0.5/shop")


@app.get("/orders")
def read_orders() -> list[str]:
    """Log the exception."""
    try:
        connect()
    except Exception as error:
        logger.exception("cannot read the orders")
        raise HTTPException(status_code=500, detail="cannot read the orders") from error
    return []


@app.get("/customers")
def read_customers() -> list[str]:
    """Log the traceback."""
    try:
        connect()
    except Exception:
        logger.exception("cannot read the customers")
        raise HTTPException(500, "cannot read the customers") from None
    return []


@app.get("/stock")
def read_stock() -> list[str]:
    """Leave it to the handler for everything."""
    connect()
    return []


@app.exception_handler(Exception)
async def handle_everything(request: Request, exc: Exception) -> JSONResponse:
    """Send a fixed text."""
    logger.error("%s failed", request.url.path, exc_info=exc)
    return JSONResponse({"error": "something went wrong"}, status_code=500)
