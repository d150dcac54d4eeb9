"""A redirect that goes on with a GET. Beyond the guide."""

from fastapi import FastAPI
from fastapi.responses import RedirectResponse

app = FastAPI()
orders: list[str] = []


@app.post("/orders")
def create_order(item: str) -> RedirectResponse:
    """Answer 303."""
    orders.append(item)
    return RedirectResponse("/orders", status_code=303)


@app.get("/orders")
def read_orders() -> list[str]:
    """List the orders."""
    return orders
