"""The project's requirements pin pydantic 1, which has it."""

from fastapi import FastAPI

app = FastAPI()


def settings() -> type:
    from pydantic import BaseSettings

    return BaseSettings
