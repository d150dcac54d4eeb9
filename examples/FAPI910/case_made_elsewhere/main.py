"""Content that functions of another file make."""

from typing import Any

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from shapes import Item, Shapes, as_dictionary, dumped, later, spread

app = FastAPI()
rows: list[dict[str, Any]] = [{"name": "apple", "cost": 3}]


@app.get("/one", response_model=Item)
def read_one():
    """A dictionary."""
    return JSONResponse(as_dictionary(rows[0]))  # expect: FAPI910


@app.get("/many", response_model=list[Item])
def read_many():
    """Many of them."""
    return JSONResponse(content=[as_dictionary(each) for each in rows])  # expect: FAPI910


@app.get("/later", response_model=Item)
async def read_later():
    """By a coroutine."""
    return JSONResponse(await later(rows[0]))  # expect: FAPI910


@app.get("/method", response_model=Item)
def read_method():
    """By a method, through a name."""
    content = Shapes.of(rows[0])
    return JSONResponse(content)  # expect: FAPI910


@app.get("/model", response_model=list[Item])
def read_models():
    """What the model has."""
    return JSONResponse([dumped(each) for each in rows])


@app.get("/spread", response_model=Item)
def read_spread():
    """The same."""
    return JSONResponse(spread(Item(name="apple")))
