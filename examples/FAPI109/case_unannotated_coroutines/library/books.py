"""Coroutines that say nothing of what `db` is."""

from sqlalchemy import text

TITLE = text("SELECT :book")


async def title(db, book):
    """Block: the sessions that main.py gives are synchronous."""
    return db.scalar(TITLE, {"book": book})  # expect: FAPI104


async def titles(db, books):
    """Await a coroutine that blocks."""
    return [await title(db, book) for book in books]


async def title_awaited(db, book):
    """Need an asynchronous session."""
    return await db.scalar(TITLE, {"book": book})


class Shelf:
    """Keeps whatever session it is given."""

    def __init__(self, db):
        self.db = db

    async def title(self, book):
        """Block: the session that main.py gives is synchronous."""
        return self.db.scalar(TITLE, {"book": book})  # expect: FAPI104

    async def label(self, book):
        """Ask nobody."""
        return f"{book} on {type(self.db).__name__}"
