"""FAPI210: a library, or a function of one, that does not work any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.dead_libraries import DeadUse


class DeadLibrary(Rule):
    """A library that tutorials still name, and that fails on current versions.

    Why: ``aioredis`` raises a ``TypeError`` when it is imported on Python 3.11 or later, and its
    ``create_redis_pool`` is long gone; ``starlette-prometheus`` answers each route of an included
    router with status 500. Such a library gets no releases any more, so nobody will mend it.

    Cure: what the message names: ``redis.asyncio.from_url`` and ``aclose()`` for ``aioredis``,
    ``prometheus-fastapi-instrumentator`` for ``starlette-prometheus``, and so on.

    Exempt: ``from redis import asyncio as aioredis``; imports inside ``try`` with a handler, or for
    type checkers only; where the project asks for versions with which the library works.

    Cannot see: libraries that are not in the table ``knowledge/dead_libraries.toml``; what is imported by
    name at runtime.

    Source: the guide's section 3 uses ``aioredis.create_redis_pool``, its performance tips
    ``starlette-prometheus``. Each row of the table was tried with the newest release of the library
    beside FastAPI 0.165.
    """

    code = "FAPI210"
    name = "dead-library"
    message = "{name} {breaks}: use {instead}"
    guide = "3. Lifespan Management"
    gate = (
        "aioredis", "create_redis", "create_pool", "wait_closed", "starlette_prometheus",
        "fastapi_versioning", "fastapi_jwt_auth", "fastapi_crudrouter", "gino", "graphql",
    )  # fmt: skip

    def visit_DeadUse(self, use: DeadUse) -> None:
        """Report an import of a dead package, or a call of a dead function."""
        self.report(use, name=use.written, breaks=use.library.breaks, instead=use.library.instead)
