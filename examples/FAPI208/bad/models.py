"""Loads the model from its file."""

import joblib


def load_model() -> object:
    """Read the file and build the model."""
    return joblib.load("model.joblib")
