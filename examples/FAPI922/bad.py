"""A redirect that repeats the POST. Beyond the guide."""

from fastapi import FastAPI
from fastapi.responses import RedirectResponse

app = FastAPI()
orders: list[str] = []


@app.post("/orders", status_code=303)
def create_order(item: str) -> RedirectResponse:
    """Answer 307, whatever the decorator says."""
    orders.append(item)
    return RedirectResponse("/orders")  # expect: FAPI922


@app.get("/orders")
def read_orders() -> list[str]:
    """List the orders."""
    return orders
