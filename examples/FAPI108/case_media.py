"""Pictures and whole files: decoding, resizing and compressing keep the processor busy.

Looking at sizes and names is cheap, and what is handed over is silent.
"""

import bz2
import gzip
import io
import lzma
import zlib

from fastapi import FastAPI, Response, UploadFile
from fastapi.concurrency import run_in_threadpool
from PIL import Image, ImageOps

app = FastAPI()
LIMIT = 10_000_000


def thumbnail(content: bytes) -> bytes:
    """Make a small picture of a large one."""
    target = io.BytesIO()
    with Image.open(io.BytesIO(content)) as picture:
        small = picture.resize((64, 64))
        small.save(target, format="PNG")
    return target.getvalue()


@app.post("/thumbnails", max_body_size=LIMIT)
async def make_thumbnail(file: UploadFile) -> Response:
    """By a helper."""
    content = await file.read(LIMIT)
    return Response(thumbnail(content), media_type="image/png")  # expect: FAPI109


@app.post("/squares", max_body_size=LIMIT)
async def make_square(file: UploadFile) -> Response:
    """Step by step."""
    content = await file.read(LIMIT)
    picture = Image.open(io.BytesIO(content))
    width, height = picture.size
    side = min(width, height)
    square = ImageOps.fit(picture, (side, side))  # expect: FAPI108
    target = io.BytesIO()
    square.save(target, format="JPEG")  # expect: FAPI108
    return Response(target.getvalue(), media_type="image/jpeg")


@app.post("/archives", max_body_size=LIMIT)
async def archive(file: UploadFile) -> list[int]:
    """Compress a whole file, in four ways."""
    content = await file.read(LIMIT)
    return [
        len(gzip.compress(content)),  # expect: FAPI108
        len(zlib.compress(content)),  # expect: FAPI108
        len(bz2.compress(content)),  # expect: FAPI108
        len(lzma.compress(content)),  # expect: FAPI108
    ]


@app.post("/offloaded", max_body_size=LIMIT)
async def offloaded(file: UploadFile) -> Response:
    """Hand the helper over."""
    content = await file.read(LIMIT)
    compressed = await run_in_threadpool(gzip.compress, content)
    picture = await run_in_threadpool(thumbnail, content)
    return Response(picture, headers={"X-Size": str(len(compressed))}, media_type="image/png")


@app.get("/formats")
async def formats() -> list[str]:
    """Ask for what is known."""
    return sorted(Image.registered_extensions())


@app.post("/plain", max_body_size=LIMIT)
def plain(file: UploadFile) -> Response:
    """A plain handler."""
    return Response(thumbnail(file.file.read(LIMIT)), media_type="image/png")
