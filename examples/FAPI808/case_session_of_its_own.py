"""A session class of the project, with an `execute` of its own, and a loop that keeps all rows."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

app = FastAPI()
engine = create_engine("sqlite:///items.db")


class Base(DeclarativeBase):
    """The base of the models."""


class Item(Base):
    """Something for sale."""

    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class PatientSession(Session):
    """Tries a second time."""

    def execute(self, statement: Any, params: Any = None, **options: Any) -> Any:
        try:
            return super().execute(statement, params, **options)
        except ConnectionError:
            return super().execute(statement, params, **options)


make_session = sessionmaker(engine, class_=PatientSession)


def get_db() -> Iterator[Session]:
    with make_session() as session:
        yield session


@app.get("/items")
def list_items(db: Annotated[Session, Depends(get_db)]) -> list[dict[str, Any]]:
    found = []
    for item in db.execute(select(Item)).scalars().all():  # expect: FAPI808
        row: dict[str, Any] = {"id": item.id}
        if item.name:
            row["name"] = item.name
        found.append(row)
    return found
