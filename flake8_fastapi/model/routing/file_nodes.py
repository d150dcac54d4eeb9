"""The nodes about routing of the file being checked, to which rules subscribe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.routing.objects import Router

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.routing.objects import (
        Application,
        ExceptionHandler,
        Inclusion,
        PathOperation,
        Route,
    )


ROUTE = (
    re.compile(
        r"@[^\n(]*\.(?:get|post|put|patch|delete|head|options|trace|api_route|route"
        r"|websocket|websocket_route)"
        r"\s*\("
    ),
    re.compile(r"add_(?:api_|websocket_|api_websocket_)?route\b"),
    re.compile(r"\)\s*\("),
)
"""What the text of a file with routes has, one of these; most files that mention ``.get(`` ask dictionaries.

Each begins with something that can be searched for, which takes a fraction of the time.
"""


def _may_have_routes(module: Module) -> bool:
    text = module.given_text or ""
    return any(route.search(text) is not None for route in ROUTE)


def applications(module: Module) -> Iterator[Application]:
    """The calls of the file that make applications."""
    return (each for each in module.routing.made if not isinstance(each, Router))


def routers(module: Module) -> Iterator[Application]:
    """The calls of the file that make routers."""
    return (each for each in module.routing.made if isinstance(each, Router))


def routes(module: Module) -> Iterator[Route]:
    """The routes that the file declares."""
    return iter(module.routing.routes if _may_have_routes(module) else ())


def path_operations(module: Module) -> Iterator[PathOperation]:
    """The functions of the file that handle requests."""
    return iter(module.routing.path_operations if _may_have_routes(module) else ())


def inclusions(module: Module) -> Iterator[Inclusion]:
    """The inclusions and mounts that the file makes."""
    return iter(module.routing.inclusions)


def exception_handlers(module: Module) -> Iterator[ExceptionHandler]:
    """The exception handlers that the file registers."""
    return iter(module.routing.exception_handlers)
