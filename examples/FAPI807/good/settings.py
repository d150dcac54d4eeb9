"""The settings of the application, made once."""

from functools import lru_cache

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What the environment says."""

    database_url: str = "sqlite:///items.db"
    debug: bool = False
    model_config = SettingsConfigDict(env_file=".env", extra="ignore")


@lru_cache
def get_settings() -> Settings:
    """Read the environment at the first call."""
    return Settings()
