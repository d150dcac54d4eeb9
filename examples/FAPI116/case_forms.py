"""More dependencies that only compute: objects, methods, nested dependencies, `dependencies=`.

Whatever makes FastAPI run them makes them cost a thread.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Request, Security


class Settings:
    """What the application is configured with."""

    def __init__(self, page_size: int = 20) -> None:
        self.page_size = page_size


settings = Settings()


def get_settings() -> Settings:  # expect: FAPI116
    """Hand out an object."""
    return settings


def page_size(given: Annotated[Settings, Depends(get_settings)]) -> int:  # expect: FAPI116
    """Depend on another dependency."""
    return min(given.page_size, 50)


def request_id(request: Request) -> str:  # expect: FAPI116
    """Read a header."""
    return request.headers.get("X-Request-ID", "none")


def check_version(x_version: Annotated[int, Header()] = 1) -> None:  # expect: FAPI116
    """Refuse, or do nothing."""
    if x_version < 1:
        raise HTTPException(400, "too old")


def scope(request: Request) -> str:  # expect: FAPI116
    """Be used by `Security`."""
    return request.url.path.rsplit("/", 1)[-1]


class RequireRole:
    """A dependency that is an object."""

    def __init__(self, role: str) -> None:
        self.role = role

    def __call__(self, x_role: Annotated[str, Header()] = "") -> str:  # expect: FAPI116
        """Compare two texts."""
        if x_role != self.role:
            raise HTTPException(403, "not you")
        return x_role


class Filters:
    """Dependencies that are methods."""

    allowed = ("name", "age")

    def order(self, by: str = "name") -> str:  # expect: FAPI116
        """Choose a field."""
        return by if by in self.allowed else "name"


filters = Filters()
router = APIRouter(dependencies=[Depends(check_version)])


@router.get("/", dependencies=[Depends(RequireRole("admin"))])
async def index(
    size: Annotated[int, Depends(page_size)],
    identifier: Annotated[str, Depends(request_id)],
    order: Annotated[str, Depends(filters.order)],
    allowed: Annotated[str, Security(scope)],
) -> list[str]:
    """Use them."""
    return [str(size), identifier, order, allowed]


app = FastAPI()
app.include_router(router)
