"""The address comes from outside.

Guide: Production Deployment (`database_url: str`), which is what the guide's first pattern should do,
too. Amended: the settings are read when they are first needed.
"""

from functools import lru_cache

from fastapi import FastAPI
from pydantic_settings import BaseSettings
from sqlalchemy import URL, make_url


class Settings(BaseSettings):
    """What the environment sets."""

    database_url: str


@lru_cache
def get_settings() -> Settings:
    """The settings, read once."""
    return Settings()


app = FastAPI()


@app.get("/database")
def read_database() -> str:
    """Which database is used."""
    url: URL = make_url(get_settings().database_url)
    return str(url.database)
