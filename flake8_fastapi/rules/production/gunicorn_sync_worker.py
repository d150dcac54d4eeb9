"""FAPI803: Gunicorn with workers that cannot serve ASGI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.gunicorn import GunicornConfiguration

WSGI_WORKERS = role("wsgi-workers").names | role("wsgi-workers").words


class GunicornSyncWorker(Rule):
    """A configuration of Gunicorn in a FastAPI project chooses a WSGI worker, or none at all.

    Why: Gunicorn's default worker calls the application as WSGI does. FastAPI is ASGI: every
    request ends in ``TypeError: FastAPI.__call__() missing 1 required positional argument:
    'send'``, status 500.

    Cure: ``worker_class = "uvicorn_worker.UvicornWorker"`` (package ``uvicorn-worker``), or
    Gunicorn's own ``"asgi"``.

    Exempt: projects that also import Flask, Django or another WSGI framework, or ``a2wsgi``; where
    a script, container file or other start file of the project has ``-k`` or ``--worker-class``;
    a file that Gunicorn does not read by itself and that names no class.

    Cannot see: a class that is given on a command line outside of the project.

    Source: the guide's command (line 446) names the worker class; the TypeError is FastAPI's.
    """

    code = "FAPI803"
    name = "gunicorn-sync-worker"
    message = (
        '{problem}, which cannot serve ASGI: set worker_class = "uvicorn_worker.UvicornWorker" or "asgi"'
    )
    guide = "Production Deployment"
    gate = ("worker_class", "bind =", "bind=", "workers =", "workers=")

    def visit_GunicornConfiguration(self, configuration: GunicornConfiguration) -> None:
        """Report a worker class of WSGI, and a missing one."""
        if configuration.worker_class is None:
            self.report(configuration, problem="no worker_class means Gunicorn's sync worker")
        elif configuration.worker_class in WSGI_WORKERS:
            self.report(
                configuration, problem=f"worker_class {configuration.worker_class!r} is a WSGI worker"
            )
