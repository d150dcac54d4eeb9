"""Silent: models that are remembered."""

import functools

import joblib
from fastapi import Depends, FastAPI

app = FastAPI()
_model: object | None = None


@functools.cache
def cached_model() -> object:
    """Loaded by the first request only."""
    return joblib.load("model.joblib")


def global_model() -> object:
    """Loaded by the first request only."""
    global _model
    if _model is None:
        _model = joblib.load("model.joblib")
    return _model


@app.post("/predict")
def predict(values: list[float], model: object = Depends(cached_model)) -> str:
    """Ask both."""
    return f"{model} {global_model()} {values}"
