"""Every parameter of the path is taken. Beyond the guide."""

from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/shops/{shop_id}")


@app.get("/users/{user_id}")
def read_user(user_id: int) -> int:
    """Take it from the path."""
    return user_id


@router.get("/items")
def read_items(shop_id: int) -> list[str]:
    """Answer for one shop."""
    return ["apple"] if shop_id == 1 else []


app.include_router(router)
