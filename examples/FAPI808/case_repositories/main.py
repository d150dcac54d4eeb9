"""Path operations behind services and repositories."""

from typing import Annotated, Any

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session
from store import Author, Authors, Book, Books, book_access, get_all, get_session, shelf

app = FastAPI()
Database = Annotated[Session, Depends(get_session)]


class Service:
    """Hands conditions on."""

    def __init__(self, books: Books, authors: Authors) -> None:
        self.books = books
        self.authors = authors

    def list_books(self, **conditions: Any) -> Any:
        """The books with these values."""
        return self.books.find_all(**conditions)

    def list_authors(self) -> Any:
        """All authors."""
        return self.authors.whole()


def get_service(session: Database) -> Service:
    """The service for one request."""
    return Service(Books(session), Authors(session))


Books_and_authors = Annotated[Service, Depends(get_service)]


@app.get("/books")
def list_books(service: Books_and_authors) -> Any:
    """No conditions."""
    return service.list_books()  # expect: FAPI808


@app.get("/books/of/{author}")
def books_of(author: int, service: Books_and_authors) -> Any:
    """A condition."""
    return service.list_books(author_id=author)


@app.get("/authors")
def list_authors(service: Books_and_authors) -> Any:
    """All."""
    return service.list_authors()  # expect: FAPI808


@app.get("/accessed")
def accessed(session: Database) -> Any:
    """Through an object that was made for one model."""
    return book_access.get_all(session)  # expect: FAPI808


@app.get("/some")
def some(session: Database) -> Any:
    """With a limit."""
    return book_access.get_some(session)


@app.get("/told")
def told(session: Database) -> Any:
    """Through a function that is given the model."""
    return get_all(session, Author)  # expect: FAPI808


@app.get("/everything")
def everything(session: Database) -> Any:
    """Through the model's own method."""
    return Book.everything(session)  # expect: FAPI808


@app.get("/shelf")
def read_shelf(session: Database) -> Any:
    """Through an object whose annotation says a row."""
    return shelf.read_all(session)  # expect: FAPI808
