"""Functions that the file with the app makes its middleware, and others of the same shape."""

from collections.abc import Awaitable, Callable

from fastapi import HTTPException, Request, Response

CallNext = Callable[[Request], Awaitable[Response]]


async def guard(request: Request, call_next: CallNext) -> Response:
    """Handed to ``app.middleware("http")`` by another file."""
    if "Authorization" not in request.headers:
        raise HTTPException(401)  # expect: FAPI604
    return await call_next(request)


async def answer_errors(request: Request, call_next: CallNext) -> Response:
    """Given as ``dispatch=`` by another file: what is raised in a handler is caught by nobody."""
    try:
        return await call_next(request)
    except KeyError as error:
        raise HTTPException(404) from error  # expect: FAPI604


async def retried(request: Request, call_once: CallNext) -> Response:
    """Called by a path operation, which turns the exception into an answer."""
    response = await call_once(request)
    if response.status_code >= 500:
        raise HTTPException(503)
    return response
