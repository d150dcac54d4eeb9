"""The engine, made once, and its sessions.

Guide: 1. Dependency Injection Architecture, "Connection pooling with yield dependencies".
Amended: the URL comes from the environment and names its driver.
"""

import os

from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

engine = create_engine(
    os.environ.get("DATABASE_URL", "postgresql+psycopg2://localhost/shop"),
    pool_size=20,
    max_overflow=0,
    pool_pre_ping=True,
    pool_recycle=3600,
)
SessionLocal = sessionmaker(bind=engine, expire_on_commit=False)


class Base(DeclarativeBase):
    """What all tables share."""


class Item(Base):
    """Something to sell."""

    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
