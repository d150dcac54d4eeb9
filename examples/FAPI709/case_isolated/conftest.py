"""Fixtures that clean in other ways, and one that gives something else."""

from collections.abc import Iterator

import pytest
from main import Base, Item, TestSessionLocal, engine
from sqlalchemy import delete
from sqlalchemy.orm import Session


@pytest.fixture
def tables() -> Iterator[Session]:
    Base.metadata.create_all(engine)
    db = TestSessionLocal()
    yield db
    db.rollback()
    Base.metadata.drop_all(engine)


@pytest.fixture
def deleting() -> Iterator[Session]:
    with TestSessionLocal() as db:
        yield db
        db.rollback()
        db.execute(delete(Item))


@pytest.fixture
def other() -> Iterator[str]:
    db = TestSessionLocal()
    yield "name"
    db.rollback()


@pytest.fixture
def plain() -> Iterator[Session]:
    with TestSessionLocal() as db:
        db.rollback()
        yield db
