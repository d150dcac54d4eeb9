"""Guide: Dependency Injection Architecture, "Testing pattern": a rollback undoes nothing that is committed."""

from collections.abc import Iterator

import pytest
from main import TestSessionLocal
from sqlalchemy.orm import Session


@pytest.fixture
def test_db() -> Iterator[Session]:
    """Test database fixture"""
    db = TestSessionLocal()
    try:
        yield db
    finally:
        db.rollback()  # expect: FAPI709
        db.close()
