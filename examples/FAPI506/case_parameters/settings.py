"""What can be set."""

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    """With a key for development."""

    token_key: str = "development"  # expect: FAPI506


settings = Settings()
