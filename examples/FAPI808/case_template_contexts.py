"""A function of the project puts the rows into the context of a page."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()
engine = create_engine("sqlite:///pages.db")
templates = Jinja2Templates("templates")


class Base(DeclarativeBase):
    """The base of the models."""


class Author(Base):
    """Who writes."""

    __tablename__ = "authors"
    id: Mapped[int] = mapped_column(primary_key=True)


class Page(Base):
    """What is read."""

    __tablename__ = "pages"
    id: Mapped[int] = mapped_column(primary_key=True)
    author: Mapped[int]


def get_db() -> Iterator[Session]:
    """A session for one request."""
    with Session(engine) as session:
        yield session


Database = Annotated[Session, Depends(get_db)]


def context(title: str, **others: Any) -> dict[str, Any]:
    """What all pages have, and what only this one has."""
    return {"title": title, "year": 2026, **others}


def title_only(title: str, **others: Any) -> dict[str, Any]:
    """What all pages have, and how much of the others there is."""
    return {"title": title, "parts": len(others)}


@app.get("/pages", response_class=HTMLResponse)
def show_pages(request: Request, db: Database) -> Any:
    """All pages and all authors."""
    pages = db.scalars(select(Page).order_by(Page.id)).all()  # expect: FAPI808
    authors = db.scalars(select(Author)).all()  # expect: FAPI808
    return templates.TemplateResponse(request, "pages.html", context("Pages", pages=pages, authors=authors))


@app.get("/pages/{author}", response_class=HTMLResponse)
def show_pages_of(request: Request, db: Database, author: int) -> Any:
    """Some pages, and how many authors there are."""
    pages = db.scalars(select(Page).where(Page.author == author)).all()
    authors = db.scalars(select(Author)).all()
    return templates.TemplateResponse(
        request, "pages.html", context("Pages", pages=pages, authors=len(authors))
    )


@app.get("/title", response_class=HTMLResponse)
def show_title(request: Request, db: Database) -> Any:
    """None of them."""
    pages = db.scalars(select(Page)).all()
    return templates.TemplateResponse(request, "title.html", title_only("Pages", pages=pages))
