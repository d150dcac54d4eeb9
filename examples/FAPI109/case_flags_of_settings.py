"""What happens only once somebody has turned a setting on is told to the function's callers, not to theirs."""

import os

import requests
from fastapi import FastAPI
from pydantic import Field
from pydantic_settings import BaseSettings

app = FastAPI()
URL = "https://logs.example.org"
TRACES = os.getenv("TRACES", "no").lower() == "yes"
AUDITS = os.getenv("AUDITS", "yes").lower() == "yes"


class Settings(BaseSettings):
    """Flags; those that are on by default, and a host, are no reason to be silent."""

    remote_log: bool = Field(default=False)
    metrics: bool = False
    archive: bool = True
    log_host: str | None = None


class LazySettings:
    """Settings that are read when somebody asks for one."""

    def __getattr__(self, name: str) -> object:
        return getattr(get_settings(), name)


def get_settings() -> Settings:
    """Provide the settings."""
    return Settings()


settings = get_settings()
lazy_settings = LazySettings()


class Log:
    """Writes entries to a server, where that is wanted."""

    def __init__(self) -> None:
        self.is_remote = lazy_settings.remote_log
        self.is_archived = lazy_settings.archive

    def write(self, text: str) -> None:
        """Send an entry when the flag is on."""
        if self.is_remote:
            requests.post(URL, json={"text": text}, timeout=5)

    def keep(self, text: str) -> None:
        """Send an entry unless the flag is off."""
        if self.is_archived:
            requests.post(URL, json={"kept": text}, timeout=5)


log = Log()


def count(name: str) -> None:
    """Send a number when the flag is on."""
    if not settings.metrics:
        return
    requests.post(URL, json={"name": name}, timeout=5)


def trace(name: str) -> None:
    """Send a trace when the variable says so."""
    if TRACES:
        requests.post(URL, json={"trace": name}, timeout=5)


def audit(name: str) -> None:
    """Send a line unless the variable says no."""
    if AUDITS:
        requests.post(URL, json={"audit": name}, timeout=5)


def forward(name: str) -> None:
    """Send a line where there is a host: without one there is nothing to do."""
    if settings.log_host:
        requests.post(settings.log_host, json={"name": name}, timeout=5)


def write_quietly(text: str) -> None:
    """Do what is off by default."""
    log.write(text)
    count(text)
    trace(text)


def keep_all(text: str) -> None:
    """Do what is on by default."""
    log.keep(text)


def audit_all(text: str) -> None:
    """Do what is on by default, by a variable of the environment."""
    audit(text)


def forward_all(text: str) -> None:
    """Do what needs a host."""
    forward(text)


@app.get("/near")
async def near() -> None:
    """Call the functions that ask for the flags."""
    log.write("near")  # expect: FAPI109
    count("near")  # expect: FAPI109
    trace("near")  # expect: FAPI109
    if settings.metrics:
        requests.post(URL, timeout=5)  # expect: FAPI102


@app.get("/far")
async def far() -> None:
    """Call a function that calls those."""
    write_quietly("far")
    keep_all("far")  # expect: FAPI109
    audit_all("far")  # expect: FAPI109
    forward_all("far")  # expect: FAPI109
