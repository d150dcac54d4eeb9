"""A client, and a database in memory."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from lending.db import Base
from lending.deps import get_db
from lending.main import app
from lending.models import Book, Reader
from lending.security import issue_token
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool


@pytest.fixture
def db() -> Iterator[Session]:
    """A session with a reader and a book."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    Base.metadata.create_all(engine)
    with Session(engine, expire_on_commit=False) as session:
        session.add_all([Reader(id=1, name="Ada"), Book(id=1, title="Emma")])
        session.commit()
        yield session
    engine.dispose()


@pytest.fixture
def client(db: Session) -> Iterator[TestClient]:
    """A client that is logged in."""
    app.dependency_overrides[get_db] = lambda: db
    try:
        with TestClient(app, headers={"Authorization": f"Bearer {issue_token(Reader(id=1))}"}) as client:
            yield client
    finally:
        app.dependency_overrides.pop(get_db, None)
