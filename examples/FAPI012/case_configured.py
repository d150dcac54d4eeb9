"""The setting comes later, when the engine is known."""

from fastapi import FastAPI
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

app = FastAPI()
SessionLocal = async_sessionmaker()


def start(url: str) -> None:
    """Connect the factory."""
    SessionLocal.configure(bind=create_async_engine(url), expire_on_commit=False)
