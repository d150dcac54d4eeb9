"""The application."""

from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import get_session

app = FastAPI()


@app.get("/")
def use(session: Annotated[Session, Depends(get_session)]) -> bool:
    """Use the session."""
    return session.is_active
