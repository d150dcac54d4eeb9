"""The environment is read while a request is answered.

Guide: Production Deployment, "Environment-based configuration", which reads it once.
"""

import os

from fastapi import FastAPI

app = FastAPI()


def bucket() -> str:
    """Fails at the first request when the variable is missing."""
    return os.environ["UPLOAD_BUCKET"]  # expect: FAPI806


@app.get("/where")
def where() -> str:
    """Read the environment directly and through a helper."""
    region = os.getenv("UPLOAD_REGION", "eu")  # expect: FAPI806
    return f"{bucket()} {region}"
