"""The text is written by helpers of another file."""

from fastapi import FastAPI, HTTPException
from texts import described, shortened

app = FastAPI()


@app.get("/described/{number}")
def read_described(number: int) -> int:
    try:
        return 1 // number
    except Exception as error:
        raise HTTPException(500, described(error)) from error  # expect: FAPI509


@app.get("/shortened/{number}")
def read_shortened(number: int) -> int:
    try:
        return 1 // number
    except Exception as error:
        raise HTTPException(500, shortened(error)) from error
