"""FAPI017: a PostgreSQL URL that leaves the driver to SQLAlchemy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.resources.engines import Engine

DRIVERLESS = re.compile(r"postgresql://")


class DriverlessDatabaseUrl(Rule):
    """``postgresql://`` without a driver is given to ``create_engine`` or ``create_async_engine``.

    Why: SQLAlchemy 2.1 takes ``psycopg`` for it, 2.0 took ``psycopg2``. With the other one installed
    the engine cannot be made (``No module named 'psycopg'``), and an update changes the driver
    without a word.

    Cure: name the driver: ``postgresql+psycopg://``, ``postgresql+psycopg2://``,
    ``postgresql+asyncpg://``.

    Exempt: URLs of other databases, URLs that come from settings or the environment.

    Cannot see: URLs that are put together while the program runs.

    Source: the guide's own example has a URL without a driver, which fails on SQLAlchemy 2.1 where
    only ``psycopg2`` is installed. Opt-in, because a project that pins SQLAlchemy knows its driver.
    """

    code = "FAPI017"
    name = "driverless-database-url"
    message = (
        "which driver postgresql:// means depends on SQLAlchemy's version:"
        " write postgresql+psycopg:// or another driver in the URL of {maker}()"
    )
    opt_in = True
    guide = "1. Dependency Injection Architecture"
    gate = ("create_engine", "create_async_engine")

    def visit_Engine(self, engine: Engine) -> None:
        """Report a URL that is known and names no driver."""
        if engine.url is not None and DRIVERLESS.match(engine.url):
            self.report(engine.url_node, maker=engine.maker)
