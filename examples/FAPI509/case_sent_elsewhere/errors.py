"""Handlers that another file registers."""

import traceback

from fastapi import Request
from fastapi.responses import JSONResponse, PlainTextResponse


async def on_any_error(request: Request, error: Exception) -> JSONResponse:
    """For everything."""
    return JSONResponse({"error": f"{type(error).__name__}: {error}"}, status_code=500)  # expect: FAPI509


async def on_status(request: Request, error: Exception) -> PlainTextResponse:
    """For a status."""
    text = traceback.format_exc()
    return PlainTextResponse(text, status_code=500)  # expect: FAPI509


async def on_refusal(request: Request, error: Exception) -> JSONResponse:
    """For one class only."""
    return JSONResponse({"error": str(error)}, status_code=404)


async def on_nothing(request: Request, error: Exception) -> JSONResponse:
    """Registered nowhere."""
    return JSONResponse({"error": str(error)}, status_code=500)
