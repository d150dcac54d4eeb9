"""Decorators around path operations, of which one looks at the size."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from fastapi import FastAPI, HTTPException, Request, UploadFile

LARGEST = 5_000_000
Handler = Callable[..., Awaitable[Any]]

app = FastAPI()


def small(handler: Handler) -> Handler:
    """Refuse what is too large."""

    @wraps(handler)
    async def wrapper(*args: Any, **given: Any) -> Any:
        file = given["file"]
        if file.size is None or file.size > LARGEST:
            raise HTTPException(413)
        return await handler(*args, **given)

    return wrapper


def small_form(*fields: str) -> Callable[[Handler], Handler]:
    """The same for the fields of a form."""

    def decorate(handler: Handler) -> Handler:
        @wraps(handler)
        async def wrapper(request: Request) -> Any:
            form = await request.form()
            for field in fields:
                file = form.get(field)
                if not isinstance(file, UploadFile) or not file.size or file.size > LARGEST:
                    raise HTTPException(413)
            return await handler(request)

        return wrapper

    return decorate


def signed(handler: Handler) -> Handler:
    """Looks at something else."""

    @wraps(handler)
    async def wrapper(*args: Any, **given: Any) -> Any:
        if not given["file"].filename:
            raise HTTPException(400)
        return await handler(*args, **given)

    return wrapper


@app.post("/small")
@small
async def upload_small(file: UploadFile) -> int:
    """Silent."""
    return len(await file.read())


async def load(request: Request) -> bytes:
    """Silent: its caller is decorated."""
    file = (await request.form())["file"]
    return b"" if isinstance(file, str) else await file.read()


@app.post("/form")
@small_form("file")
async def upload_form(request: Request) -> int:
    """Silent."""
    return len(await load(request))


@app.post("/signed")
@signed
async def upload_signed(file: UploadFile) -> int:
    """Any size."""
    return len(await file.read())  # expect: FAPI301
