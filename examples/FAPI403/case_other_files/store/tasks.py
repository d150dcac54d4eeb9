"""What follows a response."""

from fastapi import UploadFile
from sqlalchemy import text
from sqlalchemy.orm import Session


def recount(db: Session) -> None:
    """Use a session."""
    db.execute(text("SELECT 1"))


def scan(upload: UploadFile) -> bytes:
    """Read an upload."""
    return upload.file.read(512)
