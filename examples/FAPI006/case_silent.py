"""`Depends(...)` in functions and generators called by hand, where both are right."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, params
from fastapi.routing import APIRoute

app = FastAPI()
opened: list[str] = []


def get_db() -> Iterator[list[str]]:
    """Yield something that is closed."""
    opened.append("session")
    try:
        yield opened
    finally:
        opened.clear()


def get_constant() -> Iterator[int]:
    """Nothing comes after the `yield`."""
    yield 1


def get_name() -> str:
    """Return a name."""
    return "alice"


def guard(role: str) -> params.Depends:
    """A factory of dependencies."""
    dependency: params.Depends = Depends(lambda: role)
    return dependency


def guards() -> list[params.Depends]:
    """A list of dependencies."""
    found = [Depends(get_name)]
    found.append(Depends(get_db))
    extra = Depends(get_constant)
    print(extra.dependency, extra.use_cache)
    found += [extra]
    return found


def make_router(*dependencies: params.Depends) -> APIRouter:
    """A function that takes dependencies."""
    return APIRouter(dependencies=list(dependencies))


def create_app() -> FastAPI:
    """Functions of FastAPI, and of the project, that take dependencies."""
    made = FastAPI(dependencies=[Depends(get_name)])
    made.include_router(make_router(Depends(get_name), guard("admin")), dependencies=[Depends(get_db)])
    database = Depends(get_db)
    Name = Annotated[str, Depends(get_name)]

    @made.get("/")
    def root(name: Name, db: list[str] = database) -> int:
        return len(db) + len(name)

    made.add_api_route("/other", root, dependencies=[Depends(get_constant)])
    return made


@app.get("/held")
def held() -> int:
    """Hold the generator, and close it."""
    generator = get_db()
    db = next(generator)
    try:
        return len(db)
    finally:
        generator.close()


@app.get("/loop")
def loop() -> int:
    """A loop runs it to its end."""
    total = 0
    for db in get_db():
        total += len(db)
    return total


@app.get("/managed")
def managed() -> int:
    """A context manager of it."""
    with contextlib.contextmanager(get_db)() as db:
        return len(db)


def count(sessions: Iterator[list[str]]) -> int:
    """A function that runs generators to their end."""
    return sum(len(each) for each in sessions)


def first(sessions: Any) -> Any:
    """A function that takes whatever it is given."""
    return next(iter(sessions))


@app.get("/handed-on")
def handed_on() -> int:
    """Generators for functions that want them, or may."""
    sessions, others = get_db(), get_constant()
    more = get_db()
    return count(sessions) + first(others) + count(more)


@app.get("/constant")
def constant() -> int:
    """Nothing is to be cleaned up."""
    return next(get_constant())


@app.get("/function")
def function(name: Annotated[str, Depends(get_name)], make: Any = None) -> str:
    """Call a dependency that returns."""
    return get_name() + name + str(make)


def with_callback(callback: Callable[[], str] = get_name) -> str:
    """A function as a default, to be called."""
    return callback()


@app.get("/callback")
def callback(found: Annotated[str, Depends(with_callback)]) -> str:
    """Depend on it."""
    return found


def routes() -> list[str]:
    """Look at what the routes depend on."""
    return [str(each.dependencies) for each in app.routes if isinstance(each, APIRoute)]


def main() -> None:
    """A script has no requests."""
    db = next(get_db())
    print(db, guards(), routes())


if __name__ == "__main__":
    main()
