"""FAPI407: code behind a Celery retry, which it never reaches."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.model.observation import argument, has_unpacking
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.background.base import GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft
    from flake8_fastapi.model.background.celery_tasks import CeleryRetry


class CeleryRetryNotRaised(Rule):
    """``self.retry(...)`` without ``raise``, with code after it in the same block.

    Why: ``retry`` itself raises, so what stands after it never runs, though it looks as if it did:
    clean-up is left out, and a result is never returned.

    Cure: ``raise self.retry(...)``, and what shall run in any case before it.

    Exempt: ``retry(..., throw=False)``, which comes back; a bare ``return``, ``pass`` or ``raise`` behind it.

    Cannot see: tasks whose ``self`` has no known type.

    Source: the guide's example says ``raise self.retry(exc=exc, countdown=60)``.
    """

    code = "FAPI407"
    name = "celery-retry-not-raised"
    message = "{retry}() raises, so the code after it never runs: write raise {retry}(...)"
    guide = GUIDE_SECTION
    gate = (".retry(",)
    fix = "safe"

    def visit_CeleryRetry(self, retry: CeleryRetry) -> None:
        """Report a call that stands alone before other code."""
        call = retry.call
        if not retry.is_followed or has_unpacking(call):
            return
        throw = argument(call, "throw", 3)
        if throw is None or self.module.observation.constant(throw) is True:
            self.report(retry, retry=ast.unparse(call.func), fix=partial(_raise, call))


def _raise(call: ast.Call, draft: Draft) -> str:
    draft.insert_before_statement(call, "raise ")
    return "Raise what retry() gives"
