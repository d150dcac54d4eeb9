"""What may differ between machines."""

from functools import lru_cache
from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Read from the environment, once."""

    model_config = SettingsConfigDict(env_prefix="LENDING_", env_file=".env", extra="ignore")

    database_url: str = "sqlite:///lending.db"
    secret_key: SecretStr
    cover_folder: Path = Path("covers")
    catalogue_url: str = "https://catalogue.example"
    largest_upload: int = 5_000_000
    allowed_origins: list[str] = ["https://lending.example"]
    workers: int = 1


@lru_cache
def get_settings() -> Settings:
    """The settings of this process."""
    return Settings()
