"""Parameters of the path that nobody takes. Beyond the guide."""

from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/shops/{shop_id}")


@app.get("/users/{user_id}")  # expect: FAPI901
def read_user(id: int) -> int:
    """Demand the id in the query."""
    return id


@router.get("/items")  # expect: FAPI901
def read_items() -> list[str]:
    """Answer the same for every shop."""
    return ["apple"]


app.include_router(router)
