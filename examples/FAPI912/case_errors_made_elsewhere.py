"""Errors that are made before they are raised, and handlers for some of them only."""

from typing import NoReturn

from fastapi import FastAPI, HTTPException

app = FastAPI()

GONE = HTTPException(410, "It is gone")


class ItemError(HTTPException):
    """An error of ours, with its status in the constructor."""

    def __init__(self, key: int, status_code: int = 404) -> None:
        """Say which item is meant."""
        super().__init__(status_code=status_code, detail=f"Item {key}")


class LockedItem(ItemError):
    """One with another status."""

    def __init__(self, key: int) -> None:
        """Say which item is meant."""
        super().__init__(key, 423)


OURS = (ItemError, ValueError)


def missing(key: int) -> HTTPException:
    """Make an error for the caller to raise."""
    return HTTPException(404, f"No item {key}")


def refuse(key: int) -> NoReturn:
    """Raise what another function makes."""
    raise missing(key)


@app.get("/a")
def read_a(key: int) -> int:
    """Raise a constant."""
    try:
        if key > 1:
            raise GONE
        return key
    except Exception as error:  # expect: FAPI912
        raise HTTPException(500) from error


@app.get("/b")
def read_b(key: int) -> int:
    """Raise a variable, as the login of FastAPI's documentation does."""
    refused = HTTPException(status_code=401, detail="Who is it?")
    try:
        if key > 1:
            raise refused
        return key
    except Exception as error:  # expect: FAPI912
        raise HTTPException(500) from error


@app.get("/c")
def read_c(key: int) -> int:
    """Raise what a function makes."""
    try:
        if key > 1:
            raise missing(key)
        return key
    except Exception as error:  # expect: FAPI912
        raise HTTPException(500) from error


@app.get("/d")
def read_d(key: int) -> int:
    """Call a function that does so."""
    try:
        if key > 1:
            refuse(key)
        return key
    except Exception as error:  # expect: FAPI912
        raise HTTPException(500) from error


@app.get("/e")
def read_e(key: int) -> int:
    """Catch only a subclass before."""
    try:
        if key > 2:
            raise ItemError(key)
        if key > 1:
            raise HTTPException(400)
        return key
    except ItemError:
        raise
    except Exception as error:  # expect: FAPI912
        raise HTTPException(500) from error


@app.get("/f")
def read_f(key: int) -> int:
    """Catch the very class that is raised, and another one inside."""
    try:
        try:
            if key > 2:
                raise LockedItem(key)
            if key > 1:
                raise ItemError(key)
        except LockedItem:
            return 0
        return key
    except OURS:
        raise
    except Exception as error:
        raise HTTPException(500) from error


@app.get("/g")
def read_g(key: int) -> int:
    """Answer with the status that the constructor gives."""
    try:
        if key > 2:
            raise ItemError(key)
        return key
    except Exception as error:
        raise HTTPException(404) from error


@app.get("/h")
def read_h(key: int) -> int:
    """Answer with another status than that of a constructor two classes away, or of its argument."""
    try:
        if key > 2:
            raise LockedItem(key)
        if key > 1:
            raise ItemError(key, 403)
        return key
    except Exception as error:  # expect: FAPI912
        raise HTTPException(404) from error


@app.get("/i")
def read_i(key: int) -> int:
    """Answer with the very status that is passed to the constructor."""
    try:
        if key > 1:
            raise ItemError(key, 403)
        return key
    except Exception as error:
        raise HTTPException(403) from error


def converted(error: Exception) -> HTTPException:
    """Make an error of any other, and an HTTPException is another one."""
    if isinstance(error, KeyError):
        return HTTPException(status_code=404, detail="No such key")
    else:
        return HTTPException(status_code=500, detail="Internal error")


def respected(error: Exception) -> HTTPException:
    """Leave an HTTPException as it is."""
    if isinstance(error, HTTPException):
        return error
    return HTTPException(status_code=500, detail="Internal error")


@app.get("/converted")
def read_converted(key: int) -> int:
    """The 404 becomes a 500 in a function."""
    try:
        if key > 1:
            raise HTTPException(404)
        return key
    except Exception as error:  # expect: FAPI912
        raise converted(error) from error


@app.get("/respected")
def read_respected(key: int) -> int:
    """The 404 stays one."""
    try:
        if key > 1:
            raise HTTPException(404)
        return key
    except Exception as error:
        raise respected(error) from error
