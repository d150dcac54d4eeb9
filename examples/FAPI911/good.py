"""A crash that says so. Beyond the guide."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()


class OutOfStockError(Exception):
    """There is none left."""


@app.exception_handler(OutOfStockError)
async def handle_out_of_stock(request: Request, error: OutOfStockError) -> JSONResponse:
    """Answer 409."""
    return JSONResponse({"detail": "out of stock"}, status_code=409)


@app.get("/orders/{item_id}")
def create_order(item_id: int) -> str:
    """Fail."""
    raise OutOfStockError
