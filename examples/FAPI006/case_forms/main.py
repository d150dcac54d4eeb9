"""Ways to miss the place where FastAPI looks, in path operations, dependencies, factories and classes."""

from typing import Annotated, Any

import deps
from deps import get_users, get_users_later
from fastapi import APIRouter, Depends, FastAPI, WebSocket
from services import Desk, Service, find_again, find_and_close, find_by_hand, load, load_declared

app = FastAPI()
router = APIRouter()


@router.get("/declared", dependencies=[Depends(deps.get_name), Depends(get_users_later)])
def declared(users: Annotated[deps.Users, Depends(get_users)]) -> str:
    """As it should be."""
    return users.find("alice")


@router.get("/argument")
def argument(name: str) -> Any:
    """As an argument of a function of the project."""
    return load(Depends(get_users), name)  # expect: FAPI006


@router.get("/keyword")
async def keyword(name: str) -> Any:
    """By its name, to a class."""
    service = Service(users=Depends(get_users))  # expect: FAPI006
    return service.users.find(name) or service.other(name)


@router.get("/at-once")
async def at_once(name: str) -> Any:
    """Without a name."""
    found: Any = Depends(get_users).find(name)  # type: ignore[attr-defined]  # expect: FAPI006
    return found


def helper(name: str) -> Any:
    """Not only in path operations."""
    users: Any = Depends(get_users)  # expect: FAPI006
    return users.find(name)


def forgotten(users: Any = deps.get_users) -> Any:  # expect: FAPI006
    """In another dependency."""
    return users


@router.get("/keyword-only")
async def keyword_only(*, users: Any = get_users, name: str = "alice") -> Any:  # expect: FAPI006
    """Behind a star."""
    return users.find(name)


@router.get("/step")
def step(name: str, value: Annotated[Any, Depends(forgotten)]) -> str:
    """By its method."""
    users = get_users().__next__()  # expect: FAPI006
    return users.find(name)


@router.get("/async-step")
async def async_step(name: str) -> str:
    """An async one."""
    users = await anext(get_users_later())  # expect: FAPI006
    other = await deps.get_users_later().__anext__()  # expect: FAPI006
    return users.find(name) + other.find(name)


@router.get("/helpers")
def helpers(name: str) -> str:
    """Through functions of another file."""
    return find_again(name) + find_by_hand(name) + find_and_close(name)


@router.websocket("/socket")
async def socket(websocket: WebSocket) -> None:
    """In a websocket."""
    await websocket.accept()
    users = next(deps.get_users())  # expect: FAPI006
    await websocket.send_text(users.find("alice"))


def create_app() -> FastAPI:
    """A factory."""
    made = FastAPI()
    made.include_router(router)

    @made.get("/inner")
    def inner(name: str) -> str:
        users = next(get_users())  # expect: FAPI006
        return users.find(name)

    return made


@router.get("/handed-on")
def handed_on(name: str) -> Any:
    """As a value of its own, which a function of the project is given."""
    users: Any = Depends(get_users)  # expect: FAPI006
    return load(users, name)


@router.get("/generator-handed-on")
def generator_handed_on(name: str) -> str:
    """A function that declares what it wants, and a class."""
    users: Any = get_users()  # expect: FAPI006
    other: Any = get_users()  # expect: FAPI006
    return load_declared(users, name=name) + Desk(users=other).users.find(name)
