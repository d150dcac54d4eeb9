"""Plain functions that call a coroutine function as a statement: nobody can await what they drop."""

from collections.abc import AsyncIterator

from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

app = FastAPI()
factory = async_sessionmaker(create_async_engine("sqlite+aiosqlite:///x.db"), expire_on_commit=False)


async def session() -> AsyncIterator[AsyncSession]:
    """Open one."""
    async with factory() as opened:
        yield opened


async def notify(name: str) -> None:
    """Tell somebody."""
    print(name)


class Repository:
    """Keeps things."""

    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    def save(self, thing: object) -> None:
        """Save one, and forget to wait for it."""
        self.session.add(thing)
        self.session.commit()  # expect: FAPI114

    def later(self) -> object:
        """Let the caller wait."""
        return self.session.commit()


def tell(name: str) -> None:
    """Tell nobody."""
    notify(name)  # expect: FAPI114


@app.post("/things")
async def things(opened: AsyncSession = Depends(session)) -> None:
    """Save one."""
    repository = Repository(opened)
    repository.save(object())
    await repository.later()
    tell("x")
