"""Factories of dependencies, with and without a memory, and classes of guards."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache


def require(role: str) -> Callable[[], str]:
    def guard() -> str:
        return role

    return guard


@lru_cache
def remembered(role: str) -> Callable[[], str]:
    def guard() -> str:
        return role

    return guard


class Guard:
    def __init__(self, role: str) -> None:
        self.role = role

    def __call__(self) -> str:
        return self.role


@dataclass(frozen=True)
class EqualGuard:
    role: str

    def __call__(self) -> str:
        return self.role


admin = require("admin")
guard = Guard("admin")


async def current_user() -> str:
    return "user"
