"""A secret in a dictionary of dictionaries."""

from typing import Any

import jwt
from fastapi import FastAPI

app = FastAPI()
CONFIG = {"tokens": {"secret": "hunter2", "algorithm": "HS256"}}  # expect: FAPI506


@app.get("/me")
def read(token: str) -> dict[str, Any]:
    """Verified with what stands in the source."""
    return jwt.decode(token, CONFIG["tokens"]["secret"], algorithms=["HS256"])
