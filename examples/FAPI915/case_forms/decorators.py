"""Decorators of every kind."""

import functools
import inspect
from collections.abc import Callable
from typing import Any

from fastapi import Request

Function = Callable[..., Any]
registered: list[Function] = []


def retried(times: int) -> Callable[[Function], Function]:
    """Lose the signature, two levels deep."""

    def decorate(function: Function) -> Function:
        async def wrapper(*args: Any, **kwargs: Any) -> Any:
            for _ in range(times):
                result = await function(*args, **kwargs)
            return result

        return wrapper

    return decorate


def counted(function: Function) -> Function:
    """Keep it by hand."""

    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    functools.update_wrapper(wrapper, function)
    return wrapper


def signed(function: Function) -> Function:
    """Keep it by its attribute."""

    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    wrapper.__signature__ = inspect.signature(function)
    return wrapper


def requested(function: Function) -> Function:
    """Declare what it takes."""

    def wrapper(request: Request) -> Any:
        return function(request)

    return wrapper


def register(function: Function) -> Function:
    """Hand the function back."""
    registered.append(function)
    return function
