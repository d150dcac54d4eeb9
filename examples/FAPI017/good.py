"""A URL that names its driver.

Guide: 1. Dependency Injection Architecture, "Connection pooling with yield dependencies". Amended:
the engine is made by a function, and the URL names psycopg2.
"""

from fastapi import FastAPI
from sqlalchemy import Engine, create_engine

app = FastAPI()


def make_engine() -> Engine:
    """Make the engine of the guide."""
    return create_engine(
        "postgresql+psycopg2://localhost/db",
        pool_size=20,
        max_overflow=0,
        pool_pre_ping=True,
        pool_recycle=3600,
    )
