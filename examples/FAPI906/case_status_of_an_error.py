"""The status of an error that was caught."""

from typing import Any

from fastapi import FastAPI, HTTPException

app = FastAPI()


def find(number: int) -> dict[str, Any]:
    """Find nothing."""
    raise HTTPException(404, f"no {number}")


@app.get("/items/{number}")
def read_item(number: int) -> Any:
    """Answer as in Flask."""
    try:
        return find(number)
    except HTTPException as error:
        return {"detail": error.detail}, error.status_code  # expect: FAPI906
