"""All spellings of a configuration."""

from base import Lenient, Plain
from fastapi import FastAPI
from pydantic import BaseModel
from pydantic_settings import BaseSettings, SettingsConfigDict

app = FastAPI()
COMMON = SettingsConfigDict(extra="ignore")


class Dictionary(BaseSettings):
    model_config = {"env_file": ".env"}  # expect: FAPI812


class Derived(Plain):
    model_config = SettingsConfigDict(
        env_prefix="SHOP_",
        env_file=(".env", ".env.local"),  # expect: FAPI812
    )


class Keywords(BaseSettings, env_file=".env"):  # expect: FAPI812
    debug: bool = False


class Inherited(Lenient):
    model_config = SettingsConfigDict(env_file=".env")


class Unpacked(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", **COMMON)


class NoFile(BaseSettings):
    model_config = SettingsConfigDict(env_file=None)


class Forbids(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", extra="forbid")


class NoSettings(BaseModel):
    env_file: str = ".env"


def old_style() -> type[BaseSettings]:
    class Settings(BaseSettings):
        class Config:  # expect: FAPI804
            env_file = ".env"  # expect: FAPI812

    return Settings
