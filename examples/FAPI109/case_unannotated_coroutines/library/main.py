"""Coroutine helpers without annotations: only the arguments given here show that they block.

The findings stand where it happens, once each, in books.py.
"""

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from library import books
from library.books import Shelf, title as read_title
from library.database import get_async_db, get_db

app = FastAPI()


@app.get("/books/{book}")
async def read_book(book: str, db=Depends(get_db)) -> str:
    """Await with a synchronous session."""
    return await books.title(db, book)


@app.get("/books/{book}/again")
async def read_book_again(book: str, db: Session = Depends(get_db)) -> str:
    """Await by an alias, with keywords."""
    return await read_title(book=book, db=db)


@app.get("/books")
async def read_books(db=Depends(get_db)) -> list[str]:
    """Await a coroutine that awaits the one that blocks."""
    return await books.titles(db, ["a", "b"])


@app.get("/shelf/{book}")
async def read_shelf(book: str, db=Depends(get_db)) -> list[str]:
    """Await a method of an object that keeps the session."""
    shelf = Shelf(db)
    label = await shelf.label(book)
    return [label, await shelf.title(book)]


@app.get("/awaited/{book}")
async def read_awaited(book: str, db=Depends(get_async_db)) -> str:
    """The helper awaits what an asynchronous session gives."""
    return await books.title_awaited(db, book)
