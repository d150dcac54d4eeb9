"""Objects that are made for each request, and keep a session or connection that their class never closes."""

import sqlite3
from functools import cache

from fastapi import Depends, FastAPI, Request
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

app = FastAPI()
make_session = sessionmaker(create_engine("sqlite:///objects.db"))


class Students:
    """Made by a path operation."""

    def __init__(self) -> None:
        self.db = make_session()  # expect: FAPI011

    def count(self) -> int:
        """Nobody closes it afterwards."""
        return int(self.db.execute(text("SELECT count(*) FROM students")).scalar_one())


@app.get("/students")
def students() -> int:
    """A new one each time."""
    table = Students()
    return table.count()


class Teachers:
    """A dependency."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect("objects.db")  # expect: FAPI011

    def count(self) -> int:
        """Nobody closes it afterwards."""
        return int(self.connection.execute("SELECT count(*) FROM teachers").fetchone()[0])


@app.get("/teachers")
def teachers(table: Teachers = Depends()) -> int:
    """FastAPI makes a new one each time."""
    return table.count()


class Table:
    """A base whose constructor opens the session."""

    def __init__(self) -> None:
        self.opened = make_session()  # expect: FAPI011


class Rooms(Table):
    """What is made."""

    def count(self) -> int:
        """Uses it."""
        return int(self.opened.execute(text("SELECT count(*) FROM rooms")).scalar_one())


def get_rooms() -> Rooms:
    """A dependency that makes one."""
    return Rooms()


@app.get("/rooms")
def rooms(table: Rooms = Depends(get_rooms)) -> int:
    """The same by a function."""
    return table.count()


class Lessons:
    """Is made by the constructor of another."""

    def __init__(self) -> None:
        self.held = make_session()  # expect: FAPI011


class Timetable:
    """A dependency that makes it."""

    def __init__(self) -> None:
        self.lessons = Lessons()

    def count(self) -> int:
        """Uses what the other holds."""
        return int(self.lessons.held.execute(text("SELECT count(*) FROM lessons")).scalar_one())


@app.get("/timetable")
def timetable(table: Timetable = Depends(Timetable)) -> int:
    """Two objects for each request."""
    return table.count()


class Careful:
    """Closes what it has opened."""

    def __init__(self) -> None:
        self.careful = make_session()

    def count(self) -> int:
        """Only once, but then it is over."""
        try:
            return int(self.careful.execute(text("SELECT 1")).scalar_one())
        finally:
            self.careful.close()


@app.get("/careful")
def careful() -> int:
    """Nothing stays open."""
    return Careful().count()


class Shared:
    """Is made once, so nothing is left behind by requests."""

    def __init__(self) -> None:
        self.kept = make_session()


@cache
def get_shared() -> Shared:
    """Remembered."""
    return Shared()


_first: Shared | None = None


def get_first() -> Shared:
    """Remembered by hand."""
    global _first
    if _first is None:
        _first = Shared()
    return _first


@app.get("/shared")
def shared(
    request: Request, cached: Shared = Depends(get_shared), first: Shared = Depends(get_first)
) -> bool:
    """Kept for all requests, in three ways."""
    if not hasattr(request.app.state, "shared"):
        request.app.state.shared = Shared()
    return cached.kept.is_active and first.kept.is_active
