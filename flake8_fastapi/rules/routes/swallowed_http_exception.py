"""FAPI912: an HTTPException that a broad except turns into something else."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.model.exception_handlers import catches_all
from flake8_fastapi.model.routing.handlers import HTTP_EXCEPTION, class_names, status_in, status_of
from flake8_fastapi.model.routing.made_errors import status_made_of_any
from flake8_fastapi.model.routing.raised import DEEPEST_CALL, leaving
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.routing.raised import RaisedError

CLIENT_ERRORS = range(400, 500)
LEAVES = (ast.Return, ast.Raise, ast.Continue, ast.Break)


class SwallowedHTTPException(Rule):
    """A ``try`` that raises ``HTTPException``, under an ``except Exception`` that answers something else.

    Why: ``HTTPException`` is an ``Exception``: a 404 raised inside becomes the 500 (or the 200 with an
    error text) of the handler, and the client never sees what was meant.

    Cure: put ``except HTTPException: raise`` before the broad handler, or raise outside of the ``try``.

    Exempt: an earlier handler for it, handlers that raise it again or look at its class or status, and
    handlers that answer with the same status. Errors of called functions count in path operations and
    dependencies, and elsewhere where the handler raises an ``HTTPException`` of another status, unless that
    is a 4xx.

    Cannot see: errors raised by methods of objects whose class is not known, and more than three calls away.

    Source: beyond the guide; the proof shows the 500.
    """

    code = "FAPI912"
    name = "swallowed-http-exception"
    message = "except {caught} turns the HTTPException{status} of {function}() into {outcome}: catch it first"
    guide = ""
    gate = ("except Exception", "except BaseException", "except:", "except (")
    fix = "safe"

    def visit_Try(self, node: ast.Try) -> None:
        """Look at a broad handler that answers, and at what the block raises."""
        position = next((at for at, each in enumerate(node.handlers) if catches_all(each)), None)
        if position is None:
            return
        handler, earlier = node.handlers[position], node.handlers[:position]
        around = self.module.index.function_around(node)
        if around is None or isinstance(around, ast.Lambda):
            return
        outcome = _outcome(handler)
        is_forgotten = outcome is None and self._goes_on_to_nothing(handler, node, around)
        if (outcome is None and not is_forgotten) or self._looks_closer(handler):
            return
        own_status = self._status_of_outcome(outcome) if outcome is not None else None
        if own_status is ...:
            return
        errors = self.module.project.routing.raised
        function = self.module.routing.definition_of(around)
        scope = self.module.routing.scope_of(node.body[0])
        if any(errors.catches(each, HTTP_EXCEPTION, scope) for each in earlier):
            return
        # Elsewhere a value for want of a better one may be meant; another status is not.
        follows = isinstance(own_status, int) or self._serves(function)
        depth = 0 if follows else DEEPEST_CALL
        raised = [
            each
            for each in errors.in_block(node.body, scope, function, depth, self.module.observation)
            if not any(errors.catches(one, each.cls, scope) for one in earlier)
        ]
        if is_forgotten or (isinstance(own_status, int) and own_status in CLIENT_ERRORS):
            # "Whatever fails in there is a 404" is a decision, where the errors are those of others.
            raised = [each for each in raised if each.function is function]
        telling = [each for each in raised if own_status is None or self._differs(each, own_status, function)]
        if telling:
            self._report(handler, telling[0], outcome, own_status)

    def _goes_on_to_nothing(self, handler: ast.ExceptHandler, node: ast.Try, around: ast.AST) -> bool:
        """Whether behind a handler that does not leave the function ends: it answers with nothing."""
        if isinstance(handler.body[-1], LEAVES) or node.finalbody:
            return False
        below: ast.AST = node
        for above in self.module.index.ancestors(node):
            if getattr(above, "body", [None])[-1] is not below:
                return False
            if above is around:
                return True
            if not isinstance(above, (ast.With, ast.AsyncWith)):
                return False
            below = above
        return False

    def _differs(self, error: RaisedError, own_status: object, function: FunctionDefinition) -> bool:
        """Whether an error has another status, or one that is only known when it is raised right there."""
        status = self._status(error)
        if status is None:
            return error.status is not None and error.function is function
        return status != own_status

    def _serves(self, function: FunctionDefinition) -> bool:
        """Whether FastAPI calls the function for a request."""
        if any(each.definition is function for each in self.module.routing.path_operations):
            return True
        return self.module.project.dependencies.is_depended_on(function)

    def _status_of_outcome(self, outcome: ast.Raise | ast.Return) -> object:
        """The status that the handler answers with; None where unknown, ``...`` where it may be the same."""
        if isinstance(outcome, ast.Return):
            made = outcome.value.keywords if isinstance(outcome.value, ast.Call) else []
            statuses = [keyword.value for keyword in made if keyword.arg == "status_code"]
            return status_of(self.module, statuses[0]) if statuses else None
        raised = outcome.exc
        if not isinstance(raised, ast.Call) or not isinstance(raised.func, (ast.Name, ast.Attribute)):
            return ...
        names = class_names(self.module, raised.func)
        if not names and (of_any := status_made_of_any(self.module, raised)) is not None:
            return of_any
        if HTTP_EXCEPTION not in names:
            return None if any(each.startswith("builtins.") for each in names) else ...
        given = raised.args[0] if raised.args else None
        for keyword in raised.keywords:
            if keyword.arg == "status_code":
                given = keyword.value
        return status_of(self.module, given) or ...

    def _status(self, error: RaisedError) -> int | None:
        return status_in(self.module.project, error.status, error.scope)

    def _looks_closer(self, handler: ast.ExceptHandler) -> bool:
        """Whether a handler raises the exception again, or asks for its class or status, or hands it on."""
        for node, _ in leaving(handler.body):
            if isinstance(node, ast.Raise) and (
                node.exc is None or (isinstance(node.exc, ast.Name) and node.exc.id == handler.name)
            ):
                return True
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                if node.func.id in ("hasattr", "getattr", "type"):
                    return True
                if node.func.id == "isinstance" and node.args and self._asks_for_http(node):
                    return True
            if isinstance(node, ast.Attribute) and node.attr in ("status_code", "__class__"):
                if isinstance(node.value, ast.Name) and node.value.id == handler.name:
                    return True
            if isinstance(node, (ast.Return, ast.Raise)):
                value = node.value if isinstance(node, ast.Return) else node.exc
                if _hands_on(value, handler.name):
                    return not isinstance(value, ast.Call) or status_made_of_any(self.module, value) is None
        return False

    def _asks_for_http(self, test: ast.Call) -> bool:
        """Whether ``isinstance`` may tell an HTTPException from others: not by classes that are none."""
        given = test.args[-1]
        for each in given.elts if isinstance(given, ast.Tuple) else [given]:
            is_name = isinstance(each, (ast.Name, ast.Attribute))
            names = class_names(self.module, each) if is_name else frozenset()
            if not names or HTTP_EXCEPTION in names:
                return True
        return False

    def _report(
        self, handler: ast.ExceptHandler, error: RaisedError, outcome: ast.stmt | None, own_status: object
    ) -> None:
        status = self._status(error)
        what = "a returned value" if isinstance(outcome, ast.Return) else "another exception"
        what = what if outcome is not None else "nothing"
        self.report(
            handler,
            caught=ast.unparse(handler.type) if handler.type is not None else "(everything)",
            status=f" {status}" if status else "",
            function=error.function.label,
            outcome=f"a {own_status}" if isinstance(own_status, int) else what,
            fix=partial(_catch_it_first, handler),
        )


def _catch_it_first(handler: ast.ExceptHandler, draft: Draft) -> str:
    """Insert a clause that raises the exception again."""
    body = draft.source.start(handler.body[0])
    if not draft.source.is_first_on_line(body):
        raise draft.refusal("the clause is written in one line")
    outer, inner = draft.source.indent(draft.source.start(handler)), draft.source.indent(body)
    if not inner.startswith(outer) or inner == outer:
        raise draft.refusal("tabs and spaces are mixed")
    name = draft.name_for("fastapi.HTTPException", at=handler)
    draft.insert_handler(handler, (f"except {name}:", f"{inner[len(outer) :]}raise"))
    return f"Catch {name} first and raise it again"


def _outcome(handler: ast.ExceptHandler) -> ast.Raise | ast.Return | None:
    """What a handler surely ends with: it raises something else, or returns."""
    last = handler.body[-1]
    if isinstance(last, ast.Raise):
        is_same = isinstance(last.exc, ast.Name) and last.exc.id == handler.name
        return None if last.exc is None or is_same else last
    return last if isinstance(last, ast.Return) and last.value is not None else None


def _hands_on(value: ast.expr | None, name: str | None) -> bool:
    """Whether the exception itself is given to a function whose result is the answer."""
    if isinstance(value, ast.Await):
        value = value.value
    if not isinstance(value, ast.Call) or name is None:
        return False
    given = [*value.args, *(keyword.value for keyword in value.keywords)]
    return any(isinstance(each, ast.Name) and each.id == name for each in given)
