"""The alias is in another file."""

from fastapi import FastAPI
from kinds import Raw

app = FastAPI()


@app.put("/raw")
def put(raw: Raw) -> int:  # expect: FAPI302
    """Take all of it."""
    return len(raw)
