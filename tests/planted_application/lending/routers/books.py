"""Books: finding and lending."""

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, HTTPException, Query
from fastapi.responses import JSONResponse
from sqlalchemy import select, text

from lending.deps import Audit, Catalogue, Database
from lending.models import Book
from lending.schemas import BookIn, BookOut
from lending.security import CurrentReader
from lending.tasks import note_loan

router = APIRouter(prefix="/books", tags=["books"])


@router.get("/")
def list_books(db: Database, page: Annotated[int, Query(ge=1)] = 1) -> list[BookOut]:
    """Some books, twenty at a time."""
    query = select(Book).order_by(Book.id).limit(20).offset(20 * (page - 1))
    return [BookOut.model_validate(each) for each in db.scalars(query)]


@router.post("/", status_code=201)
def add_book(book: BookIn, db: Database, reader: CurrentReader) -> BookOut:
    """Enter a book."""
    row = Book(**book.model_dump())
    db.add(row)
    db.commit()
    return BookOut.model_validate(row)


@router.get("/search")
def search_books(db: Database, title: str) -> list[BookOut]:
    """Books by a part of their title."""
    rows = db.execute(
        text("SELECT id, title, lent_to FROM books WHERE title LIKE :title LIMIT 20"), {"title": f"%{title}%"}
    )
    return [BookOut(id=id_, title=name, lent_to=lent_to) for id_, name, lent_to in rows]


@router.get("/{book_id}")
def get_book(book_id: int, db: Database) -> BookOut:
    """One book."""
    return BookOut.model_validate(find_book(db, book_id))


@router.post("/{book_id}/loan")
def lend_book(book_id: int, db: Database, reader: CurrentReader, tasks: BackgroundTasks) -> BookOut:
    """Lend a book, and note it."""
    book = find_book(db, book_id)
    if book.lent_to is not None:
        raise HTTPException(409, "lent already")
    book.lent_to = reader.id
    db.commit()
    tasks.add_task(note_loan, book.id, reader.id)
    return BookOut.model_validate(book)


@router.get("/{book_id}/catalogue", response_class=JSONResponse)
async def look_up(book_id: int, catalogue: Catalogue, audit: Audit) -> dict[str, str]:
    """What the national catalogue says."""
    response = await catalogue.get(f"/books/{book_id}")
    await audit.execute(text("INSERT INTO lookups (book_id) VALUES (:book_id)"), {"book_id": book_id})
    await audit.commit()
    return {"catalogue": response.text}


def find_book(db: Database, book_id: int) -> Book:
    """The book, or 404."""
    book = db.get(Book, book_id)
    if book is None:
        raise HTTPException(404, "no such book")
    return book
