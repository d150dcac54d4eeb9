"""Other ways to write it, and code that reckons with both versions."""

import pydantic
import pydantic as models
from fastapi import FastAPI
from pydantic.version import VERSION

app = FastAPI()


def attribute() -> type:
    class Settings(pydantic.BaseSettings):  # expect: FAPI805
        debug: bool = False

    return Settings


def renamed() -> object:
    return models.BaseSettings  # expect: FAPI805


def several() -> object:
    from pydantic import BaseModel, BaseSettings as Settings  # expect: FAPI805

    return BaseModel, Settings


def caught() -> type:
    try:
        from pydantic_settings import BaseSettings
    except ImportError:
        from pydantic import BaseSettings
    return BaseSettings


def tried() -> object:
    try:
        from pydantic import BaseSettings
    except (ImportError, pydantic.errors.PydanticImportError):
        BaseSettings = None
    return BaseSettings


def by_version() -> object:
    if VERSION.startswith("1."):
        return pydantic.BaseSettings
    return None


def old_interface() -> object:
    from pydantic.v1 import BaseSettings

    return BaseSettings
