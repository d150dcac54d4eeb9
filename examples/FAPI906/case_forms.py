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


def failure(message: str):
    """Make an answer as one does in Flask."""
    return {"error": message}, HTTPStatus.CONFLICT


@router.get("/conflict")
def read_conflict():
    """A function makes the tuple."""
    return failure("taken")  # expect: FAPI906


@router.get("/parts")
def read_parts():
    """The tuple is taken apart."""
    body, status = failure("taken")
    return {**body, "status": status}
