"""A wrapper that hands on what it does not know itself."""

import asyncio

import redis
import requests
from fastapi import FastAPI

app = FastAPI()


class Cache:
    def __init__(self, client: redis.Redis):
        self._client = client

    def __getattr__(self, name):
        return getattr(self._client, name)

    def key(self, name):
        return f"shop:{name}"


cache = Cache(redis.Redis())


def get_cache():
    return cache


@app.get("/health")
async def read_health():
    get_cache().ping()  # expect: FAPI103
    return {"key": cache.key("health")}


async def main():
    requests.get("https://example.org")


if __name__ == "__main__":
    asyncio.run(main())
