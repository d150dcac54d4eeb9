"""Files that nobody waits for: nothing here may be reported.

Files in memory, asynchronous files, responses that read in a thread, paths that are only computed.
"""

import contextlib
import io
import json
from importlib import metadata
from pathlib import Path, PurePosixPath

import aiofiles
import anyio
from fastapi import FastAPI, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, StreamingResponse

app = FastAPI()
ROOT = Path("static")
VERSION = metadata.version("fastapi")
BANNER = Path(__file__).read_text()
LIMIT = 1024 * 1024


class Door:
    """A class of the project whose methods are called like those of files."""

    def open(self, mode: str = "r") -> str:
        """Open a door."""
        return mode

    def read(self) -> str:
        """Read the sign on it."""
        return "private"


@app.get("/memory")
async def in_memory() -> str:
    """Files in memory."""
    buffer = io.BytesIO()
    buffer.write(b"bytes")
    with io.StringIO("text\nmore") as text, contextlib.redirect_stdout(io.StringIO()):
        lines = [line for line in text]
    return buffer.getvalue().decode() + lines[0] + json.dumps(lines)


@app.get("/asynchronous")
async def asynchronous() -> list[str]:
    """Files that are awaited."""
    async with aiofiles.open("a.txt") as first:
        head = await first.readline()
        rest = [line async for line in first]
    async with await anyio.open_file("b.txt") as second:
        body = await second.read()
    await anyio.Path("c.txt").write_text(body)
    return [head, *rest, body, await anyio.Path("d.txt").read_text()]


@app.post("/uploads", max_body_size=LIMIT)
async def upload(file: UploadFile) -> int:
    """The methods of an upload are coroutines."""
    await file.seek(0)
    content = await file.read(LIMIT)
    await file.close()
    return len(content)


@app.get("/downloads/{number}")
async def download(number: int) -> FileResponse:
    """Starlette reads the file in a thread."""
    return FileResponse(ROOT / f"{number}.pdf")


@app.get("/streams")
async def stream() -> StreamingResponse:
    """Starlette iterates over the memory file in a thread."""
    return StreamingResponse(io.BytesIO(b"a\nb\n"))


@app.get("/paths")
async def paths() -> list[str]:
    """Paths that are only computed."""
    path = ROOT / "a" / "b.txt"
    pure = PurePosixPath("/etc") / path.name
    return [path.stem, str(path.with_suffix(".md")), pure.as_posix(), "/".join(path.parts)]


@app.get("/door")
async def door() -> str:
    """A class of the project."""
    return Door().open() + Door().read()


@app.get("/shadowed")
async def shadowed() -> str:
    """A local function that is called like the builtin."""

    def open(name: str) -> Door:
        return Door()

    return open("front").read()


@app.get("/handed-over")
async def handed_over() -> list[str]:
    """Methods that are handed over."""

    def read() -> str:
        with open("a.txt") as source:
            return source.read()

    return [
        await run_in_threadpool(read),
        await run_in_threadpool(Path("b.txt").read_text, encoding="utf-8"),
        await run_in_threadpool(lambda: open("c.txt").read()),
    ]


@app.get("/banner")
async def banner() -> str:
    """Read when the module was imported."""
    return BANNER[:20]


@app.get("/plain")
def plain() -> str:
    """A plain handler."""
    with open("a.txt") as source:
        return source.read()
