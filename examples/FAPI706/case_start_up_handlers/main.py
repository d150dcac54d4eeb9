"""Applications that open what they need in start-up handlers."""

from fastapi import FastAPI, Request

app = FastAPI()
other = FastAPI()
silent = FastAPI()


@app.on_event("startup")  # expect: FAPI201
async def open_prices() -> None:
    """Leave something to requests."""
    app.state.prices = {"tea": 3}


def open_stock() -> None:
    """Leave something to requests."""
    third.state.stock = {"tea": 30}


@silent.on_event("startup")  # expect: FAPI201
async def say_so() -> None:
    """Leave nothing."""
    print("started")


third = FastAPI(on_startup=[open_stock])  # expect: FAPI201


@app.get("/prices/{name}")
def read_price(name: str, request: Request) -> int:
    """What the handler has opened."""
    price: int = request.app.state.prices[name]
    return price


@other.get("/")
@silent.get("/")
def read_root() -> str:
    """Need nothing."""
    return "nothing"
