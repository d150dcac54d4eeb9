"""A router that is included with a prefix."""

from fastapi import APIRouter

router = APIRouter(tags=["items"])


@router.get("/")  # expect: FAPI903
def read_items() -> list[str]:
    """Registered by the application before."""
    return []


@router.api_route("/all", methods=["GET", "POST"])
def read_all() -> list[str]:
    """Take two methods."""
    return []


@router.post("/all")  # expect: FAPI903
def create_all() -> list[str]:
    """One of the two."""
    return []


def added() -> None:
    """Added by calls."""


def added_again() -> None:
    """Added by another call."""


router.add_api_route("/added", added, methods=["PUT"])
router.add_api_route("/added", added_again, methods=["PUT"])  # expect: FAPI903
