"""Exceptions made for somebody else to raise, and other returned values."""

from fastapi import FastAPI, HTTPException

app = FastAPI()


def missing(what: str) -> HTTPException:
    """Make an exception."""
    return HTTPException(404, f"no such {what}")


@app.get("/items/{item_id}")
def read_item(item_id: int) -> int:
    """Raise what a helper makes."""

    def refuse() -> HTTPException:
        return HTTPException(400)

    if item_id > 1:
        raise missing("item")
    if item_id < 0:
        raise refuse()
    return item_id


@app.get("/errors")
def read_errors() -> dict[str, int]:
    """Return something about exceptions."""
    error = HTTPException(404)
    return {"status": error.status_code}
