"""Models that are loaded from files: what has `predict` is one, whatever else the file may hold."""

import pickle
from pathlib import Path

import joblib
from fastapi import FastAPI

app = FastAPI()
model = joblib.load("model.joblib") if Path("model.joblib").exists() else None
with Path(__file__).open("rb") as source:
    other = pickle.load(source) if source.readable() and model else None
settings = joblib.load("settings.joblib") if model else {}


@app.post("/predict")
async def predict(values: list[float]) -> dict[str, object]:
    """Ask both."""
    if isinstance(settings, dict) and settings.get("quick"):
        return settings
    return {
        "one": model.predict([values]).tolist(),  # expect: FAPI108
        "two": other.predict_proba([values]).tolist(),  # expect: FAPI108
    }
