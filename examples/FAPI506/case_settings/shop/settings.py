"""Settings with defaults, of which some sign something in another file."""

import os

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings
from starlette.config import Config

config = Config()
STARLETTE_SECRET = config("STARLETTE_SECRET", default="starlette")  # expect: FAPI506
COOKIE_SECRET = os.environ.get("COOKIE_SECRET") or "insecure-cookie-secret"  # expect: FAPI506
UNUSED_SECRET = "nobody signs anything with this"


class Settings(BaseSettings):
    """What can be set."""

    secret_key: str = "a-secret-key-of-the-project"  # expect: FAPI506
    link_secret: SecretStr = Field(default=SecretStr("link"), description="signs links")  # expect: FAPI506
    refused_secret: str = "change-me-before-use"
    required_secret: str = ""
    algorithm: str = "HS256"


settings = Settings()

if settings.refused_secret == "change-me-before-use" and os.getenv("PRODUCTION"):
    raise RuntimeError("set REFUSED_SECRET")
