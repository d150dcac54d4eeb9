"""Handlers that only write down what has happened, and handlers that tell other exceptions apart."""

import logging

from fastapi import FastAPI, HTTPException
from sqlalchemy.exc import SQLAlchemyError

app = FastAPI()
logger = logging.getLogger(__name__)
items = {1: "apple"}


@app.get("/items/{key}")
def read_item(key: int) -> str | None:
    """A missing item is answered with null."""
    try:
        if key not in items:
            raise HTTPException(404)
        return items[key]
    except Exception:  # expect: FAPI912
        logger.exception("failed")


@app.delete("/items/{key}")
def delete_item(key: int) -> None:
    """Other exceptions are told apart, this one is not."""
    with open("log") as log:
        try:
            if key not in items:
                raise HTTPException(404)
        except (SQLAlchemyError, Exception) as error:  # expect: FAPI912
            where = "database" if isinstance(error, SQLAlchemyError) else "elsewhere"
            logger.error("%s %s", where, log.name)


@app.get("/told")
def told_apart(key: int) -> str:
    """A class of its own for the database."""
    try:
        if key not in items:
            raise HTTPException(404)
        return items[key]
    except Exception as error:  # expect: FAPI912
        if isinstance(error, SQLAlchemyError):
            raise HTTPException(503) from error
        raise HTTPException(500) from error


@app.get("/right")
def told_right(key: int) -> str:
    """It is asked for itself."""
    try:
        if key not in items:
            raise HTTPException(404)
        return items[key]
    except Exception as error:
        if isinstance(error, HTTPException):
            raise HTTPException(error.status_code) from error
        raise HTTPException(500) from error


@app.get("/again")
def tried_again(key: int) -> str:
    """Raised to be tried again, and something comes after it."""
    for _ in range(3):
        try:
            if key not in items:
                raise HTTPException(404)
            return items[key]
        except Exception:
            logger.exception("failed")
    return "nothing"


@app.get("/default")
def default(key: int) -> str:
    """Something else is the answer, on purpose or not."""
    try:
        if key not in items:
            raise HTTPException(404)
        return items[key]
    except Exception:
        logger.exception("failed")
    return "a pear"
