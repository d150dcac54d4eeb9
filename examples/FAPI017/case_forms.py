"""Other forms of it, and URLs that say what they mean."""

import os
from typing import Any

import sqlmodel
from fastapi import FastAPI
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine

app = FastAPI()
URL = "postgresql://localhost/forms"


def engines() -> list[Any]:
    """Made when they are needed."""
    return [
        create_engine(URL),  # expect: FAPI017
        create_async_engine(url="postgresql://localhost/forms"),  # expect: FAPI017
        sqlmodel.create_engine(URL, echo=True),  # expect: FAPI017
        create_engine("postgresql+psycopg://localhost/forms"),
        create_async_engine("postgresql+asyncpg://localhost/forms"),
        create_engine("mysql://localhost/forms"),
        create_engine(os.environ["DATABASE_URL"]),
        create_engine(f"postgresql://{os.environ['HOST']}/forms"),
    ]
