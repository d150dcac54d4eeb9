"""Handlers that are registered by a call instead of a decorator."""

from fastapi import APIRouter, FastAPI
from fastapi.responses import RedirectResponse
from handlers import leave, stay

app = FastAPI()
router = APIRouter()


def go(target: str) -> RedirectResponse:
    return RedirectResponse(target)  # expect: FAPI511


def helper(target: str) -> RedirectResponse:
    """Nobody registers it, and it is called with a constant."""
    return RedirectResponse(target)


def home() -> RedirectResponse:
    return helper("/home")


class Sessions:
    def __init__(self) -> None:
        self.router = APIRouter()
        self.router.add_api_route("/logout", self.logout, methods=["POST"])

    def logout(self, target: str | None = None) -> RedirectResponse:
        return RedirectResponse(target or "/")  # expect: FAPI511


router.add_api_route("/go", go)
router.add_api_route("/home", home)
router.add_api_route("/leave/{target:path}", leave)
router.add_api_route("/stay/{target}", stay)
app.include_router(router)
app.include_router(Sessions().router)
