"""Bases in another file: one ignores further lines, one says nothing."""

from pydantic_settings import BaseSettings, SettingsConfigDict


class Lenient(BaseSettings):
    model_config = SettingsConfigDict(extra="ignore")


class Plain(BaseSettings):
    model_config = SettingsConfigDict(case_sensitive=False)
