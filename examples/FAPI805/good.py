"""Settings from the package that they have moved to.

Guide: Production Deployment, "Environment-based configuration".
"""

from functools import lru_cache

from fastapi import FastAPI

app = FastAPI()


@lru_cache
def database_url() -> str:
    from pydantic_settings import BaseSettings

    class Settings(BaseSettings):
        database_url: str = "sqlite://"

    return Settings().database_url


@app.get("/database")
def read_database() -> str:
    return database_url()
