"""An annotation that names the module ``Image`` where its class is meant."""

from __future__ import annotations

import io

from fastapi import FastAPI
from PIL import Image

app = FastAPI()


async def as_jpeg(image: Image) -> bytes:  # type: ignore[valid-type]
    """Write the image into memory."""
    written = io.BytesIO()
    image.save(written, format="JPEG")  # type: ignore[attr-defined]  # expect: FAPI108
    return written.getvalue()


@app.get("/grey")
async def grey() -> int:
    """Make an image."""
    return len(await as_jpeg(Image.new("L", (8, 8))))
