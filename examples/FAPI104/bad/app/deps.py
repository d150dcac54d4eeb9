"""Dependencies: the session by its short name, and an async one that queries.

The dependency blocks the event loop although the handlers that use it may be plain functions.
"""

from typing import Annotated

from fastapi import Depends, Header, HTTPException
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import get_db
from app.models import User
from app.repositories import ItemRepository

SessionDep = Annotated[Session, Depends(get_db)]


async def get_current_user(db: SessionDep, x_api_key: Annotated[str, Header()]) -> User:
    """Find the user to whom the key belongs."""
    user = db.scalars(select(User).where(User.api_key == x_api_key)).first()  # expect: FAPI104
    if user is None:
        raise HTTPException(401, "unknown key", headers={"WWW-Authenticate": "ApiKey"})
    return user


async def get_items(db: SessionDep) -> ItemRepository:
    """Build the repository: nothing is read yet."""
    return ItemRepository(db)


UserDep = Annotated[User, Depends(get_current_user)]
ItemsDep = Annotated[ItemRepository, Depends(get_items)]
