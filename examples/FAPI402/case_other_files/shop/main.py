"""Tasks in one file, the alias in another, the app made by a factory."""

from fastapi import APIRouter, FastAPI

from shop import tasks
from shop.deps import Later

router = APIRouter()


@router.post("/orders/{order}")
def create_order(order: int, later: Later) -> int:
    """Both are called here."""
    later.add_task(tasks.send_receipt(order))  # expect: FAPI402
    later.add_task(tasks.archive(order))  # expect: FAPI402
    return order


@router.post("/orders/{order}/again")
def repeat_order(order: int, later: Later) -> int:
    """Both are handed over."""
    later.add_task(tasks.send_receipt, order)
    later.add_task(tasks.archive, order)
    return order


def create_app() -> FastAPI:
    """Make the application."""
    app = FastAPI()
    app.include_router(router)
    return app
