"""The settings say whether errors show the source.

Guide: Production Deployment. Amended: `SettingsConfigDict` for the guide's `class Config`.
"""

from fastapi import FastAPI
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What the environment sets."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore")
    debug: bool = False


settings = Settings()
app = FastAPI(debug=settings.debug)
DATABASE_PASSWORD = "hunter2"


@app.get("/report")
def read_report() -> int:
    """Fail while a password is at hand."""
    password = DATABASE_PASSWORD
    return len(password) // 0
