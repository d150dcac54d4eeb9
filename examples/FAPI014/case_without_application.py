"""One thread does all: no application, no test client."""

from sqlalchemy import create_engine, text

engine = create_engine("sqlite://")


def compute() -> int:
    """A calculation in SQL."""
    with engine.connect() as connection:
        return connection.execute(text("SELECT 1 + 1")).scalar_one()
