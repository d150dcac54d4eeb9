"""An application, made in a function, with the lifespan of another file.

Guide: 3. Lifespan Management (Modern Pattern), "Use lifespan context manager".
Amended: the app comes out of a factory.
"""

from fastapi import FastAPI
from lifespan import lifespan, resources


def create_app() -> FastAPI:
    """Put it together."""
    return FastAPI(lifespan=lifespan)  # expect: FAPI205


app = create_app()


@app.post("/predict")
def predict(data: dict[str, float]) -> dict[str, float]:
    """Ask the model."""
    return {"prediction": resources["ml_model"](data.values())}
