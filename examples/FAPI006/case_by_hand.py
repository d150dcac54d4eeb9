"""Functions with dependencies that are called by hand: what the call leaves out nobody fills in."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Annotated, Any

from fastapi import Depends, FastAPI

app = FastAPI()


class Connection:
    """Has rows."""

    def rows(self, limit: int) -> list[int]:
        """Some of them."""
        return list(range(limit))


def get_db() -> Iterator[Connection]:
    """A connection for each request."""
    yield Connection()


def newest(limit: int = 10, db: Connection = Depends(get_db)) -> list[int]:
    """A helper that looks like a dependency."""
    return db.rows(limit)


def log(text: str, user: Connection = Depends(get_db)) -> None:
    """Needs nothing of its dependency."""
    print(text)


def perhaps(db: Connection = Depends(get_db)) -> int:
    """Is prepared for calls by hand."""
    return len(db.rows(1)) if isinstance(db, Connection) else 0


def with_connection(function: Callable[..., Any]) -> Callable[..., Any]:
    """Gives what is left out."""

    @wraps(function)
    def wrapper(*arguments: Any, **keywords: Any) -> Any:
        return function(*arguments, **{"db": Connection(), **keywords})

    return wrapper


@with_connection
def oldest(limit: int = 10, db: Connection = Depends(get_db)) -> list[int]:
    """Something else fills it in."""
    return db.rows(limit)[::-1]


class Service:
    """A dependency of dependencies."""

    def __init__(self, db: Connection = Depends(get_db)) -> None:
        self.db = db

    def count(self, db: Connection = Depends(get_db)) -> int:
        """A method that FastAPI never fills in."""
        return len(db.rows(3))

    @classmethod
    def made(cls, db: Connection = Depends(get_db)) -> "Service":
        """Another way to one."""
        return cls(db)


@app.get("/newest")
def show_newest() -> list[int]:
    """`db` is an object of `Depends` there."""
    return newest(5)  # expect: FAPI006


@app.get("/given")
def show_given(db: Annotated[Connection, Depends(get_db)]) -> list[int]:
    """Handed over by position and by name; and what needs none."""
    log("given")
    perhaps()
    oldest()
    return newest(5, db) + newest(db=db)


@app.get("/service")
def show_service(service: Service = Depends()) -> int:
    """FastAPI fills in the constructor of the first only."""
    other = Service()  # expect: FAPI006
    Service.made()  # expect: FAPI006
    return service.count() + other.count(other.db)  # expect: FAPI006


@app.get("/operation")
def show_operation() -> list[int]:
    """A path operation is a function like others when it is called."""
    return show_given()  # type: ignore[call-arg]


@app.get("/default")
def show_default(db: Connection = Depends(get_db)) -> list[int]:
    """The same with a default."""
    return db.rows(1)


@app.get("/defaults")
def show_defaults() -> list[int]:
    """Another one, which leaves it out."""
    return show_default()  # expect: FAPI006


@app.get("/declared")
def show_declared(rows: list[int] = Depends(newest), service: Service = Depends(Service.made)) -> int:
    """Not called by hand."""
    return len(rows) + service.count(service.db)
