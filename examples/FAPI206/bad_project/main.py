"""An application with the lifespan of another file.

Guide: 3. Lifespan Management (Modern Pattern), "Use lifespan context manager", "Access resources in endpoints".
Amended: a POST and a plain `def`, since the model is called in it.
"""

from fastapi import FastAPI
from lifespan import lifespan, resources

app = FastAPI(lifespan=lifespan)


@app.post("/predict")
def predict(data: dict[str, float]) -> dict[str, float]:
    """Ask the model."""
    return {"prediction": resources["ml_model"].predict(data)}
