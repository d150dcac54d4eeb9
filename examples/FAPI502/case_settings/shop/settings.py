"""What can be set, with what holds when nobody sets it."""

from functools import lru_cache

from pydantic import Field
from pydantic_settings import BaseSettings


class CorsSettings(BaseSettings):
    """Settings of their own."""

    origins: list[str] = Field(default_factory=lambda: ["*"])


class Settings(BaseSettings):
    """All settings."""

    cors_origins: list[str] = ["*"]
    listed_origins: list[str] = ["https://good.example"]
    cors_text: str = Field(default="*")
    cors_credentials: bool = True
    other_credentials: bool = False
    cors: CorsSettings = CorsSettings()

    @property
    def cors_list(self) -> list[str]:
        """The origins of the text."""
        return [origin.strip() for origin in self.cors_text.split(",")]


@lru_cache
def get_settings() -> Settings:
    """The settings, read once."""
    return Settings()


settings = Settings()
