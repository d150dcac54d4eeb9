"""Decorators that replace the function, and such that hand it back."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])
registry: dict[str, Callable[..., Any]] = {}
ENABLED = True


def timed(function: Callable[..., Any]) -> Callable[..., Any]:
    """Put another function in its place."""

    @wraps(function)
    async def wrapper(*arguments: Any, **keywords: Any) -> Any:
        return await function(*arguments, **keywords)

    return wrapper


def requires(role: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make such a decorator."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(*arguments: Any, **keywords: Any) -> Any:
            if not role:
                raise PermissionError
            return function(*arguments, **keywords)

        return wrapper

    return decorate


class Guard:
    """A class as decorator."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function

    def __call__(self, *arguments: Any) -> Any:
        """Call the function."""
        return self.function(*arguments)


class Limiter:
    """An object that makes decorators."""

    def limit(self, count: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Limit the calls."""

        def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
            @wraps(function)
            def wrapper(*arguments: Any) -> Any:
                return function(*arguments) if count else None

            return wrapper

        return decorate


def register(function: Function) -> Function:
    """Remember the function and hand it back."""
    registry[function.__name__] = function
    return function


def tagged(name: str) -> Callable[[Function], Function]:
    """Mark the function and hand it back."""

    def decorate(function: Function) -> Function:
        function.__dict__["tag"] = name
        return function

    return decorate


limiter = Limiter()
bound = partial(tagged, "bound")
