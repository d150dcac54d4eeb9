"""Paths and prefixes without their slash. Beyond the guide."""

from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/orders")


@app.get("items")  # expect: FAPI904
def read_items() -> list[str]:
    """Never found: request paths begin with a slash."""
    return ["apple"]


@router.get("active")  # expect: FAPI904
def read_active_orders() -> list[int]:
    """Found at /ordersactive."""
    return [1]


def create_admin() -> FastAPI:
    """Fail: prefixes begin with a slash and end without one."""
    admin = FastAPI()
    users = APIRouter(prefix="users")  # expect: FAPI904
    users.get("/{user_id}")(read_user)
    admin.include_router(users)
    return admin


def create_shop() -> FastAPI:
    """Fail as well."""
    shop = FastAPI()
    shop.include_router(router, prefix="/shop/")  # expect: FAPI904
    return shop


def read_user(user_id: int) -> int:
    """Read one user."""
    return user_id


app.include_router(router)
