"""What path operations depend on."""

from typing import Annotated

from fastapi import Depends
from sqlalchemy.orm import Session

from . import db

DatabaseSession = Annotated[Session, Depends(db.get_db)]
