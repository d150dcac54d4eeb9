"""A URL whose driver depends on SQLAlchemy's version.

Guide: 1. Dependency Injection Architecture, "Connection pooling with yield dependencies". Amended:
the engine is made by a function, since it cannot be made where the driver is not installed; the
password is left out (FAPI507).
"""

from fastapi import FastAPI
from sqlalchemy import Engine, create_engine

app = FastAPI()


def make_engine() -> Engine:
    """Make the engine of the guide."""
    return create_engine(
        "postgresql://localhost/db",  # expect: FAPI017
        pool_size=20,
        max_overflow=0,
        pool_pre_ping=True,
        pool_recycle=3600,
    )
