"""A crash that looks like success. Beyond the guide."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()


class OutOfStockError(Exception):
    """There is none left."""


@app.exception_handler(OutOfStockError)
async def handle_out_of_stock(request: Request, error: OutOfStockError) -> JSONResponse:
    """Answer 200."""
    return JSONResponse({"detail": "out of stock"})  # expect: FAPI911


@app.get("/orders/{item_id}")
def create_order(item_id: int) -> str:
    """Fail."""
    raise OutOfStockError
