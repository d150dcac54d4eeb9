"""The settings of the application."""

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    """What the environment says."""

    database_url: str = "sqlite:///items.db"
    debug: bool = False


def get_settings() -> Settings:
    """Read the environment at each call."""
    return Settings()  # expect: FAPI807
