"""The application."""

from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from deps import get_later

app = FastAPI()


@app.get("/active")
def active(session: Annotated[Session, Depends(get_later)]) -> bool:
    """Use the session."""
    return session.is_active
