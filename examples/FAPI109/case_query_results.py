"""Methods of mapped objects that compute for long, on what statements and queries give.

Which class a statement selects is known to whoever runs it: as one object, as many, through repositories.
"""

from collections.abc import AsyncIterator
from typing import Annotated, Generic, TypeVar

import bcrypt
from fastapi import Depends, FastAPI
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, aliased, mapped_column

app = FastAPI()
factory = async_sessionmaker(create_async_engine("sqlite+aiosqlite://"), expire_on_commit=False)


class Base(DeclarativeBase):
    """All tables."""


class Account(Base):
    """Keeps the hash of a password."""

    __tablename__ = "accounts"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    hashed: Mapped[bytes]

    def accepts(self, password: str) -> bool:
        """Compute for a long time."""
        return bcrypt.checkpw(password.encode(), self.hashed)


class Note(Base):
    """Has nothing that takes long."""

    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)

    def accepts(self, password: str) -> bool:
        """Compare two texts."""
        return password == ""


async def session() -> AsyncIterator[AsyncSession]:
    """Open one."""
    async with factory() as opened:
        yield opened


Session = Annotated[AsyncSession, Depends(session)]
Table = TypeVar("Table", bound=Base)


class Repository(Generic[Table]):
    """Finds rows of the table that its subclass names."""

    table: type[Table]

    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def find(self, **values: object) -> Table | None:
        """Find one."""
        found = await self.session.execute(select(self.table).filter_by(**values))
        return found.scalar_one_or_none()


class Accounts(Repository[Account]):
    """Finds accounts."""

    table = Account


class Notes(Repository[Note]):
    """Finds notes."""

    table = Note


@app.post("/one")
async def one(db: Session, password: str) -> list[bool]:
    """One object, in several ways."""
    statement = select(Account).where(Account.id == 1)
    if password:
        statement = statement.order_by(Account.name)
    first = await db.scalar(statement)
    second = (await db.execute(statement)).scalars().first()
    third = (await db.scalars(statement)).one()
    made = await db.scalar(insert(Account).values(name="x").returning(Account))
    other = aliased(Account)
    fourth = await db.scalar(select(other))
    return [
        first.accepts(password),  # expect: FAPI109
        second.accepts(password),  # expect: FAPI109
        third.accepts(password),  # expect: FAPI109
        made.accepts(password),  # expect: FAPI109
        fourth.accepts(password),  # expect: FAPI109
    ]


@app.post("/many")
async def many(db: Session, password: str) -> list[int]:
    """Many objects."""
    accounts = (await db.scalars(select(Account))).all()
    async for account in await db.stream_scalars(select(Account)):
        account.accepts(password)  # expect: FAPI109
    return [each.id for each in accounts if each.accepts(password)]  # expect: FAPI109


@app.post("/repositories")
async def repositories(db: Session, password: str) -> bool:
    """By way of a base class that knows its table only from the subclass."""
    account = await Accounts(db).find(name="x")
    note = await Notes(db).find(id=1)
    return note.accepts(password) and account.accepts(password)  # expect: FAPI109


@app.post("/others")
async def others(db: Session, password: str) -> bool:
    """Other tables, columns and rows."""
    note = await db.scalar(select(Note))
    name = await db.scalar(select(Account.name))
    rows = (await db.execute(select(Note, Account))).all()
    return note.accepts(password) and bool(name) and bool(rows)
