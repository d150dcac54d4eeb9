"""Settings are looked for where pydantic 1 had them.

Guide: Production Deployment; the guide imports them from `pydantic_settings`. The import stands in
the function so that this file can be imported.
"""

from functools import lru_cache

from fastapi import FastAPI

app = FastAPI()


@lru_cache
def database_url() -> str:
    from pydantic import BaseSettings  # expect: FAPI805

    class Settings(BaseSettings):
        database_url: str = "sqlite://"

    return Settings().database_url


@app.get("/database")
def read_database() -> str:
    return database_url()
