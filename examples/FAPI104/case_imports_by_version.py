"""Names that are imported from one of two places: by the version of Python, or by what is installed."""

import sys

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

if sys.version_info >= (3, 11):
    from typing import Annotated, Optional
else:
    from typing_extensions import Annotated, Optional

try:
    from sqlmodel import Session
except ImportError:
    from sqlalchemy.orm import Session

try:
    from sqlalchemy.ext.asyncio import AsyncSession
except ImportError:
    AsyncSession = None

app = FastAPI()
engine = create_engine("sqlite:///./versions.db")
SessionLocal = sessionmaker(bind=engine)


def get_db():
    """Provide a session."""
    with SessionLocal() as db:
        yield db


class Orders:
    """Keeps the session that it is given."""

    def __init__(self, db: Session) -> None:
        self.db = db

    async def count(self) -> int:
        """The annotation is of either library."""
        return self.db.execute(text("SELECT count(*) FROM orders")).scalar_one()  # expect: FAPI104


@app.get("/orders")
async def count_orders(db: Annotated[Session, Depends(get_db)]) -> int:
    """Whichever ``Annotated`` it is, the session is the same."""
    db.execute(text("SELECT 1"))  # expect: FAPI104
    return await Orders(db).count()


async def remove_orders(db: Optional[Session] = None) -> None:
    """The session may be missing."""
    if db is not None:
        db.execute(text("DELETE FROM orders"))  # expect: FAPI104


async def add_order(db: AsyncSession) -> None:
    """The session of asyncio is awaited, or there is none."""
    await db.execute(text("INSERT INTO orders DEFAULT VALUES"))
