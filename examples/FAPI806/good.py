"""The environment is read once, into settings.

Guide: Production Deployment, "Environment-based configuration". Amended: `SettingsConfigDict` and a remembered getter.
"""

import functools
from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What the environment says."""

    upload_bucket: str = "uploads"
    upload_region: str = "eu"
    model_config = SettingsConfigDict(env_file=".env", extra="ignore")


@functools.lru_cache
def get_settings() -> Settings:
    """Read the environment at the first call."""
    return Settings()


app = FastAPI()


@app.get("/where")
def where(settings: Annotated[Settings, Depends(get_settings)]) -> str:
    """Use the settings."""
    return f"{settings.upload_bucket} {settings.upload_region}"
