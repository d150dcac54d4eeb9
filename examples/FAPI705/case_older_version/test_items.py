"""The requirements pin a version of httpx that still takes the argument."""

import httpx
from fastapi import FastAPI

app = FastAPI()


def client() -> httpx.AsyncClient:
    return httpx.AsyncClient(app=app)
