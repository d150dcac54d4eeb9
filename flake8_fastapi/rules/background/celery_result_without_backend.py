"""FAPI408: the result of a Celery task that is kept nowhere."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.background.base import GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.model.background.celery_tasks import UnkeptResult


class CeleryResultWithoutBackend(Rule):
    """The state or result of a task is read, and no ``Celery(...)`` of the project has a ``backend=``.

    Why: without a result backend Celery keeps neither. Reading ``state`` is an ``AttributeError:
    'DisabledBackend' object has no attribute '_get_task_meta_for'``, ``get()`` a
    ``NotImplementedError``: every request for a status is a 500.

    Cure: ``Celery(..., backend="redis://...")``, or ``result_backend`` in its configuration.

    Exempt: projects in which a configuration names a result backend, or may do so
    (``config_from_object``, ``app.conf = ...``, ``app.conf.update(settings)``, the variable
    ``CELERY_RESULT_BACKEND`` in a file for deployment); ``id`` and ``revoke()`` of a result, which need none.

    Cannot see: a ``CELERY_RESULT_BACKEND`` that is set outside of the project.

    Source: the guide's own example has no backend, and its status endpoint answers 500 (Celery 5.7).
    """

    code = "FAPI408"
    name = "celery-result-without-backend"
    message = "{result} needs a result backend, and no Celery(...) of the project has one: give it backend="
    guide = GUIDE_SECTION
    gate = ("AsyncResult", ".delay(", ".apply_async(", "send_task(")

    def visit_UnkeptResult(self, result: UnkeptResult) -> None:
        """Report the first reading of a result in a function."""
        self.report(result, result=ast.unparse(result.node))
