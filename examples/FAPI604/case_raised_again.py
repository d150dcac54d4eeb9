"""Handlers that let the exception go on, with and without its name."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse

CallNext = Callable[[Request], Awaitable[Response]]
app = FastAPI()


def check(request: Request) -> None:
    """Raise."""
    if "X-Key" not in request.headers:
        raise HTTPException(401)


@app.middleware("http")
async def by_its_name(request: Request, call_next: CallNext) -> Response:
    """Raise it again by name."""
    try:
        check(request)  # expect: FAPI604
        if len(request.url.path) > 100:
            raise HTTPException(414)  # expect: FAPI604
        return await call_next(request)
    except HTTPException as error:
        raise error


@app.middleware("http")
async def without_name(request: Request, call_next: CallNext) -> Response:
    """Raise it again without."""
    try:
        check(request)  # expect: FAPI604
    except HTTPException:
        raise
    return await call_next(request)


@app.middleware("http")
async def as_answer(request: Request, call_next: CallNext) -> Response:
    """Make an answer of it; what another handler raises again is something else."""
    try:
        check(request)
    except HTTPException as error:
        return JSONResponse({"detail": error.detail}, error.status_code)
    try:
        return await call_next(request)
    except ValueError as error:
        raise error
