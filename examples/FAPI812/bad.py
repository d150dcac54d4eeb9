"""Settings that read a `.env` file and refuse every line that is not theirs.

Guide: Production Deployment, "Environment-based configuration".
"""

from fastapi import FastAPI
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    database_url: str = "sqlite://"
    debug: bool = False

    model_config = SettingsConfigDict(env_file=".env")  # expect: FAPI812


settings = Settings()
app = FastAPI(debug=settings.debug)
