"""Routers of every kind."""

from fastapi import APIRouter

plain = APIRouter()
prefixed = APIRouter(prefix="/own")
twice = APIRouter()
versioned = APIRouter()


def create_router() -> APIRouter:
    """Make another one each time."""
    router = APIRouter()
    router.get("/")(read_nothing)
    return router


def read_nothing() -> None:
    """Answer nothing."""
