"""Every path and prefix begins with a slash, and no prefix ends in one. Beyond the guide."""

from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/orders")


@app.get("/items")
def read_items() -> list[str]:
    """Found at /items."""
    return ["apple"]


@router.get("/active")
def read_active_orders() -> list[int]:
    """Found at /orders/active."""
    return [1]


def create_admin() -> FastAPI:
    """Serve users."""
    admin = FastAPI()
    users = APIRouter(prefix="/users")
    users.get("/{user_id}")(read_user)
    admin.include_router(users)
    return admin


def create_shop() -> FastAPI:
    """Serve orders below a prefix."""
    shop = FastAPI()
    shop.include_router(router, prefix="/shop")
    return shop


def read_user(user_id: int) -> int:
    """Read one user."""
    return user_id


app.include_router(router)
