"""Pickles hold anything: one that is asked for predictions holds a model."""

import pickle
from functools import cache
from typing import Any

from fastapi import FastAPI

app = FastAPI()


def load(name: str) -> Any:
    """Whatever was saved."""
    with open(f"{name}.pickle", "rb") as file:
        return pickle.load(file)


def load_both() -> tuple[Any, Any]:
    """Two at once."""
    return load("scaler"), load("model")


@cache
def load_once(name: str) -> Any:
    """Remembered."""
    return load(name)


@app.get("/prices")
def price(size: float) -> float:
    """Loaded here."""
    with open("model.pickle", "rb") as file:
        model = pickle.load(file)  # expect: FAPI208
    return float(model.predict([[size]])[0])


@app.get("/prices/helper")
def price_by_helper(size: float) -> float:
    """Loaded by a helper."""
    return float(load("model").predict([[size]])[0])  # expect: FAPI208


@app.get("/prices/scaled")
def scaled_price(size: float) -> float:
    """What prepares the data is loaded with the model."""
    scaler, model = load_both()  # expect: FAPI208
    return float(model.predict(scaler.transform([[size]]))[0])


@app.get("/prices/remembered")
def remembered_price(size: float) -> float:
    """Silent."""
    return float(load_once("model").predict([[size]])[0])


@app.get("/reports/{name}")
def report(name: str) -> list[str]:
    """Silent: another thing that was saved."""
    rows = load(name)
    return [str(row) for row in rows]
