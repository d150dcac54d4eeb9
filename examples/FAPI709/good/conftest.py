"""Guide: Dependency Injection Architecture, "Testing pattern", amended: an outer transaction (FACTS C)."""

from collections.abc import Iterator

import pytest
from main import engine
from sqlalchemy.orm import Session


@pytest.fixture
def test_db() -> Iterator[Session]:
    """Test database fixture"""
    with engine.connect() as connection:
        outer = connection.begin()
        try:
            with Session(connection, join_transaction_mode="create_savepoint") as db:
                yield db
        finally:
            outer.rollback()
