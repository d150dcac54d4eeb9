"""Commits."""

from sqlalchemy.orm import Session


def test_commit(plain: Session) -> None:
    plain.commit()
