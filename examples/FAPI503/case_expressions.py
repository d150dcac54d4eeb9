"""Expressions that let strangers in, and such that do not."""

import os
import re

from fastapi import FastAPI
from fastapi.middleware import Middleware
from fastapi.middleware.cors import CORSMiddleware
from pydantic_settings import BaseSettings

LOOSE = r"https?://localhost.*"
LOCAL = [r"http://localhost(:\d+)?", r"http://127\.0\.0\.1(:\d+)?"]


class Settings(BaseSettings):
    """What can be set."""

    regex: str = r"https://.*\.example\.com|https://.*trusted\.org"
    strict: str = r"https://.*\.example\.com"


settings = Settings()


def create(expression: str | None) -> FastAPI:
    """An application for whatever expression."""
    return FastAPI(
        middleware=[Middleware(CORSMiddleware, allow_origin_regex=expression, allow_credentials=True)]
    )


app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origin_regex=LOOSE, allow_credentials=True)  # expect: FAPI503
app.add_middleware(
    CORSMiddleware,
    allow_origin_regex=settings.regex,  # expect: FAPI503
    allow_credentials=True,
)
app.add_middleware(
    CORSMiddleware,
    allow_origin_regex=re.compile("https://app.example.com"),  # expect: FAPI503
    allow_credentials=True,
)
app.add_middleware(
    CORSMiddleware,
    allow_origin_regex=os.getenv("ORIGINS", "https?://.+"),  # expect: FAPI503
    allow_credentials=True,
)
app.add_middleware(
    CORSMiddleware,
    allow_origin_regex=r"http://192\.168\..*",  # expect: FAPI503
    allow_credentials=True,
)

app.add_middleware(CORSMiddleware, allow_origin_regex=settings.strict, allow_credentials=True)
app.add_middleware(  # browsers take `127x0.0.1` for no host at all
    CORSMiddleware,
    allow_origin_regex=r"http(s)?://(localhost|127.0.0.1)(:\d+)?",
    allow_credentials=True,
)
app.add_middleware(CORSMiddleware, allow_origin_regex="|".join(LOCAL), allow_credentials=True)
app.add_middleware(CORSMiddleware, allow_origin_regex="https?://.+")
app.add_middleware(CORSMiddleware, allow_origin_regex=os.getenv("ORIGINS"), allow_credentials=True)
app.add_middleware(CORSMiddleware, allow_origin_regex=r"chrome-extension://.*", allow_credentials=True)
app.add_middleware(
    CORSMiddleware, allow_origin_regex=r"https://[a-z0-9-]+\.preview\.example\.com", allow_credentials=True
)
app.add_middleware(CORSMiddleware, allow_origins=("https://one.example",), allow_credentials=True)
