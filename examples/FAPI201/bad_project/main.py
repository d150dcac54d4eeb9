"""An application that registers the functions of another file for start and end.

Guide: 3. Lifespan Management (Modern Pattern), "Use lifespan context manager (replaces deprecated `@app.on_event`)".
Amended: the app comes out of a factory.
"""

from fastapi import FastAPI
from resources import clear, load, resources


def create_app() -> FastAPI:
    """Put it together."""
    app = FastAPI()
    app.on_event("startup")(load)  # expect: FAPI201
    app.on_event("shutdown")(clear)  # expect: FAPI201
    return app


app = create_app()


@app.post("/predict")
def predict(data: dict[str, float]) -> dict[str, float]:
    """Ask the model."""
    return {"prediction": resources["ml_model"](data.values())}
