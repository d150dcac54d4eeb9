"""What path operations depend on."""

from collections.abc import AsyncIterator, Iterator
from typing import Annotated

import httpx2
from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from lending.db import AuditSession, SessionLocal


def get_db() -> Iterator[Session]:
    """A session for one request."""
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


async def get_audit() -> AsyncIterator[AsyncSession]:
    """A session of the audit's database."""
    async with AuditSession() as session:
        yield session


def get_catalogue(request: Request) -> httpx2.AsyncClient:
    """The client of the national catalogue, which the lifespan has made."""
    client: httpx2.AsyncClient = request.app.state.catalogue
    return client


Database = Annotated[Session, Depends(get_db)]
Audit = Annotated[AsyncSession, Depends(get_audit)]
Catalogue = Annotated[httpx2.AsyncClient, Depends(get_catalogue)]
