"""Coroutines that say nothing of their parameter: what the project's callers give decides."""

from typing import Any

from fastapi import FastAPI, Request, UploadFile

app = FastAPI()


async def read_all(file):  # noqa: ANN001, ANN201
    """Two path operations give it uploads."""
    return await file.read()  # expect: FAPI301


class Importer:
    """A helper's methods."""

    @staticmethod
    async def load(file: Any) -> int:
        """An upload by keyword."""
        return len(await file.read())  # expect: FAPI301


async def read_any(source: Any) -> bytes:
    """Silent: one caller gives it something else."""
    content: bytes = await source.read()
    return content


async def read_small(file: Any) -> bytes:
    """Silent: its caller looks at the size."""
    content: bytes = await file.read()
    return content


class Cache:
    """Something else that is read."""

    async def read(self) -> bytes:
        """Read it."""
        return b""


@app.post("/one")
async def one(file: UploadFile) -> int:
    """One file."""
    return len(await read_all(file)) + len(await read_any(file))


@app.post("/many")
async def many(files: list[UploadFile]) -> int:
    """Several."""
    return sum([len(await read_all(each)) for each in files])


@app.post("/import")
async def import_file(file: UploadFile | None = None) -> int:
    """Perhaps one."""
    return await Importer.load(file=file) if file else 0


@app.post("/small")
async def small(file: UploadFile) -> int:
    """One that is small."""
    if file.size is None or file.size > 1000:
        return 0
    return len(await read_small(file))


@app.post("/cached")
async def cached(request: Request) -> int:
    """No upload."""
    return len(await read_any(Cache())) + len(request.headers)
