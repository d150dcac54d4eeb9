"""The database: one engine for the process, sessions for requests."""

from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, sessionmaker

from lending.config import get_settings

engine = create_engine(get_settings().database_url, connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(engine, expire_on_commit=False)

audit_engine = create_async_engine("sqlite+aiosqlite:///audit.db")
AuditSession = async_sessionmaker(audit_engine, expire_on_commit=False)


class Base(DeclarativeBase):
    """What all tables share."""
