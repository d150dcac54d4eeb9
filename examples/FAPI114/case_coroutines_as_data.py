"""Coroutines in the place of their results: iterated, measured, compared, added, and given to what takes data."""

import base64
import hashlib
import io
import json
from pathlib import Path

from fastapi import FastAPI, Request, UploadFile

app = FastAPI()


async def names() -> list[str]:
    """Give some."""
    return ["a"]


async def number() -> int:
    """Give one."""
    return 1


@app.get("/containers")
async def containers() -> dict[str, object]:
    """Taken for lists."""
    for name in names():  # expect: FAPI114
        print(name)
    upper = [name.upper() for name in names()]  # expect: FAPI114
    several = list(names())  # expect: FAPI114
    return {
        "upper": upper,
        "several": several,
        "length": len(names()),  # expect: FAPI114
        "more": names() + ["b"],  # expect: FAPI114
        "has": "a" in names(),  # expect: FAPI114
    }


@app.get("/numbers")
async def numbers() -> dict[str, object]:
    """Taken for a number."""
    if number() > 3:  # expect: FAPI114
        return {}
    return {"text": str(number()), "next": await number() + 1}  # expect: FAPI114


@app.post("/uploads")
async def uploads(file: UploadFile, request: Request) -> dict[str, object]:
    """Taken for bytes."""
    kept = file.read()  # expect: FAPI114, FAPI301
    buffer = io.BytesIO()
    buffer.write(kept)
    digest = hashlib.sha256(file.read()).hexdigest()  # expect: FAPI114, FAPI301
    encoded = base64.b64encode(file.read())  # expect: FAPI114, FAPI301
    values = json.loads(request.body())  # expect: FAPI114
    right = json.loads(await request.body())
    return {"a": digest, "b": encoded, "c": values, "d": right, "e": Path(__file__).name}
