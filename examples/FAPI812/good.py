"""Settings that take their own lines out of a `.env` file.

Guide: Production Deployment, "Environment-based configuration", amended: `SettingsConfigDict`, and
`extra="ignore"` (FACTS C).
"""

from fastapi import FastAPI
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    database_url: str = "sqlite://"
    debug: bool = False

    model_config = SettingsConfigDict(env_file=".env", extra="ignore")


settings = Settings()
app = FastAPI(debug=settings.debug)
