"""A dependency that says it returns the session that it yields.

The guide's 1. Dependency Injection Architecture, "Connection pooling with yield dependencies", has it so;
the database is SQLite, so that it runs.
"""

from fastapi import Depends, FastAPI
from sqlalchemy import String, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(bind=engine, expire_on_commit=False)


class Base(DeclarativeBase):
    """Base of the tables."""


class Item(Base):
    """Something to sell."""

    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)


Base.metadata.create_all(engine)
app = FastAPI()


def get_db() -> Session:  # expect: FAPI015
    """Yield a database session from the pool, and close it even if the endpoint raises."""
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


@app.get("/items/{item_id}")
def get_item(item_id: int, db: Session = Depends(get_db)) -> bool:
    """Tell whether there is such an item."""
    return db.query(Item).filter(Item.id == item_id).first() is not None
