"""The application under test."""

import asyncio

from fastapi import FastAPI

app = FastAPI()


@app.get("/items/1")
async def read_item() -> str:
    await asyncio.sleep(0)
    return "item"
