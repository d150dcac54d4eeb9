"""Other methods and statuses."""

from fastapi import APIRouter, FastAPI
from starlette.responses import RedirectResponse

router = APIRouter()


@router.delete("/a")
async def delete_a(really: bool):
    """Delete, and repeat that elsewhere."""
    return RedirectResponse(url="/b") if really else RedirectResponse("/b", 303)  # expect: FAPI922


@router.api_route("/c", methods=["POST", "PUT"])
async def change_c():
    """Change, with headers."""
    return RedirectResponse("/b", headers={"X-Changed": "yes"})  # expect: FAPI922


@router.get("/d")
@router.post("/e")
async def read_or_change():
    """A GET may be repeated."""
    return RedirectResponse("/b")


@router.get("/b")
async def read_b():
    """No change at all."""
    return RedirectResponse("/d")


app = FastAPI()
app.include_router(router)
