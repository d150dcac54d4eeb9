"""The model is loaded for each request.

Guide: 3. Lifespan Management, whose lifespan loads the model once; here the path operation does.
"""

import joblib
from fastapi import FastAPI
from models import load_model

app = FastAPI()


@app.post("/predict")
def predict(values: list[float]) -> str:
    """Load the model, use it once, throw it away."""
    model = joblib.load("model.joblib")  # expect: FAPI208
    return f"{model} {values}"


@app.post("/explain")
def explain(values: list[float]) -> str:
    """The helper in the other file loads it."""
    return f"{load_model()} {values}"  # expect: FAPI208
