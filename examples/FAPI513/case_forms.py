"""Rights, owners and credentials in assertions; and assertions for type checkers."""

import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Request
from fastapi.security import OAuth2PasswordBearer

router = APIRouter()
scheme = OAuth2PasswordBearer("token")
API_KEYS = {"one", "two"}
MEDIA_TYPES = {"text/plain"}


class User:
    """Somebody who is logged in."""

    id = 1
    role = "reader"
    scopes = ("read",)
    name: str | None = None

    def has_permission(self, name: str) -> bool:
        """Whether the user may do something."""
        return name == self.role


class Item:
    """Something that belongs to somebody."""

    owner_id = 1
    price = 2


def get_user(token: Annotated[str, Depends(scheme)]) -> User:
    """Who has the token."""
    return USERS[token]


USERS: dict[str, User] = {}
UserDep = Annotated[User, Depends(get_user)]


async def check_key(x_api_key: Annotated[str, Header()], api_key: Annotated[str, Header()] = "") -> None:
    """A dependency that compares credentials."""
    assert x_api_key in API_KEYS  # expect: FAPI513
    assert secrets.compare_digest(api_key, "one")  # expect: FAPI513


class Checker:
    """An object as dependency."""

    def __call__(self, user: UserDep) -> None:
        """Check the user."""
        assert "write" in user.scopes, "not allowed"  # expect: FAPI513


@router.put("/items/{number}", dependencies=[Depends(check_key), Depends(Checker())])
async def update_item(number: int, user: UserDep) -> int:
    """Compare roles and owners."""
    item = Item()
    assert user.role == "writer"  # expect: FAPI513
    assert item.owner_id == user.id  # expect: FAPI513
    assert user.has_permission("write") and number > 0  # expect: FAPI513
    return number


@router.get("/items/{number}")
async def read_item(number: int, user: UserDep, request: Request) -> dict[str, Any]:
    """Assertions for type checkers, and on other things."""
    item = Item()
    assert user
    assert user.name is not None
    assert isinstance(user, User)
    assert request.client
    assert item.price == 2
    assert number != 13, "unlucky"
    return {"number": number, "name": user.name}


def helper(user: User) -> None:
    """No path operation and no dependency."""
    assert user.role == "writer"


def get_tenant(x_tenant: Annotated[str, Header()] = "") -> str:
    """Refuses who belongs to nobody."""
    if not x_tenant:
        raise HTTPException(403)
    return x_tenant


@router.get("/tenants/{name}")
def read_tenant(
    name: str,
    tenant: Annotated[str, Depends(get_tenant)],
    request: Request,
    accept: Annotated[str, Header()] = "",
) -> str:
    """What tells who somebody is need not be called so; what is asked for is no right."""
    mine = tenant.lower()
    assert name == mine  # expect: FAPI513
    assert request.user.is_authenticated or name  # no truth value that is known
    assert request.user.display_name == name  # expect: FAPI513
    assert accept == "text/plain"
    assert accept in ("text/plain", "text/html")
    assert len(mine) == 3
    return name


@router.get("/reports")
def read_reports(request: Request) -> str:
    """Read of the request instead of declared."""
    assert request.headers.get("X-API-Key") in API_KEYS  # expect: FAPI513
    session = request.cookies["session"]
    assert session in API_KEYS, "not logged in"  # expect: FAPI513
    assert request.headers.get("Content-Type") in MEDIA_TYPES
    assert request.headers.get("X-Mode") == "full"
    return "reports"


app = FastAPI()
app.include_router(router)
