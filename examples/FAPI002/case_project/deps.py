"""The dependencies; they are used in another file."""

from typing import Annotated

from fastapi import Depends
from sqlalchemy.orm import Session

from db import open_session


def get_session() -> Session:
    """Hand on what a helper opened."""
    return open_session()  # expect: FAPI002


def get_later(session: Annotated[Session, Depends(get_session)]) -> Session:
    """Hand on what another dependency gave."""
    return session
