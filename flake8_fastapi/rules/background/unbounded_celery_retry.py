"""FAPI409: a Celery task that is tried again for ever, or whatever went wrong."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.annotated import Written
from flake8_fastapi.model.framework_names import CATCH_ALL
from flake8_fastapi.model.observation import argument
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.background.base import GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.model.background.celery_tasks import CeleryRetry, CeleryTask


class UnboundedCeleryRetry(Rule):
    """A task is tried again without a limit, or after every exception there is.

    Why: with ``max_retries=None`` a message that can never succeed comes back for ever.
    ``except Exception`` around the whole task retries a ``TypeError`` as patiently as a time-out: a
    programming error shows only after all attempts.

    Cure: a number for ``max_retries`` (Celery's default is 3), and only the exceptions that may
    pass by themselves.

    Exempt: narrow exceptions; a broad ``except`` around a part of the task.

    Cannot see: limits and exceptions that come from a configuration.

    Source: the guide's example retries after every ``Exception``, three times. Opt-in, because
    this is a matter of policy.
    """

    code = "FAPI409"
    name = "unbounded-celery-retry"
    message = "{problem}: {cure}"
    opt_in = True
    guide = GUIDE_SECTION
    gate = ("max_retries", "autoretry_for", ".retry(")

    def visit_CeleryTask(self, task: CeleryTask) -> None:
        """Report a task without a limit, or that is retried automatically after everything."""
        if not isinstance(task.decorator, ast.Call):
            return
        limit = argument(task.decorator, "max_retries")
        if limit is not None and self.module.observation.constant(limit) is None:
            self._report_limit(limit)
        for_what = argument(task.decorator, "autoretry_for")
        if isinstance(for_what, (ast.Tuple, ast.List)):
            for each in for_what.elts:
                if self.module.observation.refers_to(each) in CATCH_ALL:
                    self._report_exceptions(each)

    def visit_CeleryRetry(self, retry: CeleryRetry) -> None:
        """Report a retry without a limit, and one in a handler of everything around the whole task."""
        limit = argument(retry.call, "max_retries")
        if limit is not None and self.module.observation.constant(limit) is None:
            self._report_limit(limit)
        handler = self._handler_of_everything(retry.call)
        if handler is not None:
            self._report_exceptions(handler)

    def _report_limit(self, limit: ast.expr) -> None:
        self.report(limit, problem="max_retries=None retries for ever", cure="give it a number")

    def _report_exceptions(self, place: ast.expr | ast.ExceptHandler) -> None:
        problem = "this retries after every exception, programming errors too"
        self.report(place, problem=problem, cure="name those that may pass by themselves")

    def _handler_of_everything(self, call: ast.Call) -> ast.ExceptHandler | None:
        """The broad handler that a retry stands in, when its ``try`` is all that the task does."""
        index = self.module.index
        handler = next((each for each in index.ancestors(call) if isinstance(each, ast.ExceptHandler)), None)
        if handler is None:
            return None
        if handler.type is not None and Written(handler.type, self.module).name not in CATCH_ALL:
            return None
        attempt = index.parent(handler)
        function = index.parent(attempt) if attempt is not None else None
        if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return None
        others = [
            each
            for each in function.body
            if each is not attempt
            and not (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant))
        ]
        return handler if all(isinstance(each, (ast.Return, ast.Pass)) for each in others) else None
