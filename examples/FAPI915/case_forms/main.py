"""Decorators from another file."""

import decorators
from decorators import counted, register, requested, retried, signed
from fastapi import FastAPI, Request

app = FastAPI()


@app.get("/a/{key}")
@retried(2)  # expect: FAPI915
async def read_a(key: int) -> int:
    """A decorator with arguments."""
    return key


@app.get("/b/{key}")
@register
@decorators.retried(times=3)  # expect: FAPI915
async def read_b(key: int) -> int:
    """Below another one."""
    return key


@app.get("/c/{key}")
@counted
def read_c(key: int) -> int:
    """update_wrapper keeps it."""
    return key


@app.get("/d/{key}")
@signed
def read_d(key: int) -> int:
    """So does __signature__."""
    return key


@app.get("/e")
@requested
def read_e(request: Request) -> str:
    """The wrapper has parameters of its own."""
    return request.url.path


@app.get("/f/{key}")
@register
def read_f(key: int) -> int:
    """Nothing is put in its place."""
    return key
