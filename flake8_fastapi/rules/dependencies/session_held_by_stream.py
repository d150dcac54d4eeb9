"""FAPI018: a session that stays out of the pool for as long as a stream or a background task takes."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.dependency_graph.declared import provided_parameters
from flake8_fastapi.model.dependency_graph.held_sessions import (
    hands_tasks_on,
    is_kept_by_others,
    is_still_open,
    is_yielded_session,
    outlasting_calls,
    reaches,
)
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.dependencies.base import GUIDE_SECTION, SCOPES

if TYPE_CHECKING:
    from flake8_fastapi.model.routing.objects import Route


class SessionHeldByStream(Rule):
    """A path operation streams or adds background tasks, and holds a session meanwhile.

    Why: since FastAPI 0.118 a dependency ends after the response and its background tasks. A pooled
    connection is then out for as long as the slowest client reads: a pool of two serves two streams,
    and the third request waits and fails.

    Cure: ``Depends(get_db, scope="function")``, which ends the dependency before the response is sent.
    FastAPI has it since 0.121; for older releases nothing is reported.

    Exempt: sessions that the stream or the task uses, itself or in another dependency; sessions that
    are handed on together with the ``BackgroundTasks``, that the path operation closes, or that it
    does not use, since they have no connection then; dependencies with that scope.

    Cannot see: sessions inside of services and repositories that are injected.

    Source: the guide keeps one session a request; shown by this rule's proof. Opt-in, since a short
    stream or task does no harm, and how long it takes cannot be seen.
    """

    code = "FAPI018"
    name = "session-held-by-stream"
    message = (
        "{name} keeps its connection until the {what} of {function} ends: use"
        ' Depends({provider}, scope="function")'
    )
    opt_in = True
    guide = GUIDE_SECTION
    gate = ("StreamingResponse", "EventSourceResponse", "BackgroundTasks")
    versions = SCOPES

    def visit_Route(self, route: Route) -> None:
        """Report the session parameters of a handler whose response outlasts it."""
        function = route.function
        if function is None or isinstance(function, ast.Lambda):
            return
        calls = outlasting_calls(self.module, function)
        if not calls:
            return
        for each in provided_parameters(self.module, function):
            if each.scope != "request" or not is_yielded_session(self.module, each.provider):
                continue
            name = each.parameter.arg
            if not is_still_open(self.module, function, name):
                continue
            if any(reaches(self.module, function, name, call) for call, _ in calls):
                continue
            if any(is_kept_by_others(self.module, function, each, call) for call, _ in calls):
                continue
            if not hands_tasks_on(self.module, function, name):
                provider = ast.unparse(each.call.args[0]) if each.call.args else name
                self.report(
                    each.parameter, name=name, what=calls[0][1], function=function.name, provider=provider
                )
