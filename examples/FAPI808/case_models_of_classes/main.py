"""The methods of the base class, called on the class for one model."""

from typing import Any

from fastapi import FastAPI
from store import Items

app = FastAPI()


@app.get("/all")
def list_all() -> Any:
    """No conditions."""
    return Items.find_all()  # expect: FAPI808


@app.get("/columns")
def list_columns() -> Any:
    """Columns of all rows."""
    return Items.columns()  # expect: FAPI808


@app.get("/named")
def list_named(name: str) -> Any:
    """A condition."""
    return Items.find_all(name=name)


@app.get("/page")
def list_page() -> Any:
    """A limit, and a number."""
    return [*Items.page(20), *Items.count()]
