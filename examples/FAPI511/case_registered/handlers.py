"""Handlers that another file registers."""

from fastapi.responses import RedirectResponse


def leave(target: str) -> RedirectResponse:
    return RedirectResponse(target)  # expect: FAPI511


def stay(target: str) -> RedirectResponse:
    return RedirectResponse(f"/stays/{target}")
