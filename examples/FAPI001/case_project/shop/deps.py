"""The dependency."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends
from sqlalchemy.orm import Session

from shop.db import open_session


def get_db() -> Iterator[Session]:
    """The session is opened by a function of another file."""
    db = open_session()
    yield db  # expect: FAPI001
    db.close()


DbDep = Annotated[Session, Depends(get_db)]
