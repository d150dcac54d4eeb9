"""Constants, HTTPStatus, conditional expressions and methods added by call."""

from http import HTTPStatus

from fastapi import APIRouter, FastAPI

router = APIRouter()
GONE = 410


@router.get("/gone")
def read_gone():
    """A constant."""
    return "gone", GONE  # expect: FAPI906


@router.get("/teapot")
def read_teapot():
    """The standard library's names."""
    return {"detail": "short and stout"}, HTTPStatus.IM_A_TEAPOT  # expect: FAPI906


@router.api_route("/either", methods=["GET", "POST"])
def read_either(key: int):
    """One of two values."""
    return ({"detail": "no"}, 400) if key else {"detail": "yes"}  # expect: FAPI906


def read_added():
    """Added by a call."""
    return None, 204  # expect: FAPI906


router.add_api_route("/added", read_added)
app = FastAPI()
app.include_router(router)
