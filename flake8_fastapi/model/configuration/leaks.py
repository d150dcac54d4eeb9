"""Where the text of an exception that nobody expected is sent to the client."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.configuration.answering import (
    KNOWN_RESPONSES,
    SHOWING,
    TEMPLATES,
    Answering,
    Shown,
    shown_arguments,
)
from flake8_fastapi.model.configuration.client_reading import only_reads
from flake8_fastapi.model.configuration.development import asks_for_development
from flake8_fastapi.model.configuration.exception_text import ExceptionText, is_negative, narrows
from flake8_fastapi.model.configuration.kept_texts import KeptTexts, handler_nodes, may_keep
from flake8_fastapi.model.configuration.names import name_of_exception, reference
from flake8_fastapi.model.configuration.returned_texts import sent_by
from flake8_fastapi.model.configuration.sending import SENDING, Sending
from flake8_fastapi.model.framework_names import CATCH_ALL, HTTP_EXCEPTIONS
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.observation import argument
from flake8_fastapi.model.routing.handlers_elsewhere import handlers_registered_elsewhere
from flake8_fastapi.model.spelling import LOGGING_METHODS, last_name
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import ClassObject, FunctionObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.module import Module

RETURNED = (ast.Dict, ast.List, ast.Tuple, ast.JoinedStr, ast.BinOp, ast.Call, ast.Name)
"""What an answer can be written as that FastAPI makes a response of."""

LEAVES = (ast.Return, ast.Raise, ast.Continue, ast.Break)


@dataclass(frozen=True)
class ErrorLeak(Located):
    """An expression that puts an unexpected exception's text into an answer.

    ``answer`` is the class that the client gets it by, ``is_traceback`` tells a whole traceback.
    """

    node: ast.expr
    answer: str
    is_traceback: bool


def error_leaks(module: Module) -> Iterator[ErrorLeak]:
    """The answers of a file that hold the text of an exception caught by a handler for everything."""
    if is_test_file(module.display_path):
        return
    finder = _Finder(module)
    for handler in module.index.of_kind(ast.ExceptHandler):
        if (_may_answer(handler.body) or may_keep(handler)) and finder.is_broad(handler.type):
            found = [*finder.in_body(handler.body, handler.name, handler), *finder.kept_in(handler)]
            if found and not finder.knows_what_fails(handler):
                yield from found
    for each in module.routing.exception_handlers if _may_handle(module) else ():
        if each.function is not None and finder.handles_everything(each.exception):
            parameter = _exception_parameter(each.function)
            if parameter and not isinstance(each.function, ast.Lambda):
                yield from finder.in_body(each.function.body, parameter, each.function)
    yield from _of_handlers_elsewhere(module, finder)


def _of_handlers_elsewhere(module: Module, finder: _Finder) -> Iterator[ErrorLeak]:
    """The leaks of functions that another file registers for all exceptions, each function once."""
    if "Response" not in (module.given_text or ""):
        return
    seen: set[ast.AST] = set()
    for function, registered, other in handlers_registered_elsewhere(module):
        exception = registered.exception
        of = module.project.interpreter.module_scope(other).reference(exception)
        if function not in seen and (
            module.observation.name_of(of) in CATCH_ALL or getattr(exception, "value", None) == 500
        ):
            seen.add(function)
            yield from finder.in_body(function.body, _exception_parameter(function), function)


def _may_answer(body: list[ast.stmt]) -> bool:
    """Whether statements return, raise or send something, or make an object of some class, as answers are."""
    return _may_raise(body[-1]) or any(
        (isinstance(node, ast.Call) and _may_send(last_name(node.func)))
        or (isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call))
        or (isinstance(node, ast.Return) and isinstance(node.value, RETURNED))
        or isinstance(node, ast.Yield)
        for statement in body
        for node in walk(statement)
    )


def _may_raise(last: ast.stmt) -> bool:
    """Whether the last statement of a handler calls something that may raise an answer for it."""
    value = last.value if isinstance(last, ast.Expr) else None
    call = value.value if isinstance(value, ast.Await) else value
    return (
        isinstance(call, ast.Call)
        and bool(call.args or call.keywords)
        and last_name(call.func) not in LOGGING_METHODS
    )


def _may_send(name: str) -> bool:
    return name[:1].isupper() or name in SENDING


def _may_handle(module: Module) -> bool:
    return "exception_handler" in (module.given_text or "")


def _exception_parameter(function: FunctionNode) -> str:
    names = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
    return names[-1] if len(names) >= 2 else ""


class _Finder:
    def __init__(self, module: Module) -> None:
        self.module = module
        self.observation = module.observation
        self.index = module.index
        self.text = ExceptionText(module)
        self.answering = Answering(module)
        self.sending = Sending(module)

    def is_broad(self, caught: ast.expr | None) -> bool:
        """Whether an ``except`` catches what nobody expected."""
        if caught is None:
            return True
        parts = caught.elts if isinstance(caught, ast.Tuple) else [caught]
        return any(name_of_exception(self.module, each) in CATCH_ALL for each in parts)

    def handles_everything(self, registered: ast.expr) -> bool:
        """Whether an exception handler is registered for all exceptions, or for status 500."""
        if isinstance(registered, ast.Constant):
            return registered.value == 500
        return name_of_exception(self.module, registered) in CATCH_ALL

    def knows_what_fails(self, handler: ast.ExceptHandler) -> bool:
        """Whether all that is tried is to read what the client sent, so that the words are known."""
        return only_reads(self.module, getattr(self.index.parent(handler), "body", []))

    def in_body(self, body: list[ast.stmt], name: str | None, around: ast.AST) -> Iterator[ErrorLeak]:
        """The leaks in the statements of a handler that knows the exception by a name."""
        nodes = list(handler_nodes(body))
        returned = [
            each for each in nodes if isinstance(each, ast.Return) and isinstance(each.value, RETURNED)
        ]
        yielded = [each for each in nodes if isinstance(each, ast.Yield)]
        assigned: dict[str, ast.expr] = {}
        for each in nodes:
            if isinstance(each, ast.Assign) and len(each.targets) == 1:
                self._note(each.targets[0], each.value, name, assigned, around)
            elif isinstance(each, ast.AnnAssign) and each.value is not None:
                self._note(each.target, each.value, name, assigned, around)
        of_calls = [
            leak
            for call in nodes
            if isinstance(call, ast.Call)
            for leak in self._of_call(call, name, assigned, around)
        ]
        yield from of_calls
        told = {leak.node for leak in of_calls}
        sent: list[tuple[ast.Return | ast.Yield, str]] = []
        is_answer = bool(returned) and self._is_path_operation(around)
        if is_answer:
            sent += [(each, "this answer") for each in returned]
        if yielded and self.sending.is_streamed(self.index.function_around(yielded[0])):
            sent += [(each, "this stream") for each in yielded]
        for node, answer in sent:
            if node.value is None or told.intersection(walk(node.value)):
                continue
            if not self._is_guarded(node, name, around):
                kind = self.text.of(node.value, name, assigned)
                if kind:
                    yield ErrorLeak(node.value, answer, kind == "traceback")
        if not is_answer:
            yield from self._returned(returned, name, assigned, around)

    def _note(
        self,
        target: ast.expr,
        value: ast.expr,
        name: str | None,
        assigned: dict[str, ast.expr],
        around: ast.AST,
    ) -> None:
        """Remember what a name is given, or what is put into what has one; a text rather than all else.

        What it is given in development, or for exceptions of a known class, is left out.
        """
        is_part = isinstance(target, ast.Subscript)
        named = target.value if isinstance(target, ast.Subscript) else target
        if isinstance(named, ast.Name):
            is_first = not is_part and named.id not in assigned
            if is_first or self.text.of(value, name, assigned):
                if not self._is_guarded(value, name, around):
                    assigned[named.id] = value

    def _returned(
        self, returned: list[ast.Return], name: str | None, assigned: dict[str, ast.expr], around: ast.AST
    ) -> Iterator[ErrorLeak]:
        """The texts that a handler returns to a path operation, which sends them."""
        for statement in returned:
            value = statement.value
            kind = self.text.of(value, name, assigned) if value is not None else ""
            if value is None or not kind or self._is_guarded(statement, name, around):
                continue
            function = self.index.function_around(statement)
            sender = self._sender_of(function) if function is not None else ""
            if sender:
                yield ErrorLeak(value, f"the answer of {sender}()", kind == "traceback")

    def kept_in(self, handler: ast.ExceptHandler) -> Iterator[ErrorLeak]:
        """The texts that a handler keeps for an answer further down, or for a result that becomes one."""
        function = self.index.function_around(handler)
        if function is None or isinstance(function, ast.Lambda):
            return
        for kept in KeptTexts(self.module, self.text).sent(handler, function):
            if not self._is_guarded(kept.text, handler.name, handler):
                sender = function.name if self._is_path_operation(handler) else self._sender_of(function)
                if sender:
                    yield ErrorLeak(kept.text, f"the answer of {sender}()", kept.kind == "traceback")

    def _sender_of(self, function: FunctionNode) -> str:
        """The path operation that sends what a function returns; empty for none."""
        definition = self.observation.definition_of(function)
        return sent_by(definition) if definition is not None else ""

    def _of_call(
        self, call: ast.Call, name: str | None, assigned: dict[str, ast.expr], around: ast.AST
    ) -> Iterator[ErrorLeak]:
        """The first argument of a call by which the client gets to see the exception."""
        message = self.sending.over_socket(call)
        if message is not None:
            kind = self.text.of(message, name, assigned) if not self._is_guarded(call, name, around) else ""
            if kind:
                yield ErrorLeak(message, "this message", kind == "traceback")
            return
        answer = self._answer(call)
        shown = [] if answer else self._shown(call, around)
        if not (answer or shown) or self._is_guarded(call, name, around):
            return
        sent = shown_arguments(call, answer) if answer else []
        sent += [given for each in shown if (given := argument(call, *each)) is not None]
        for given in sent:
            kind = self.text.of(given, name, assigned)
            if not kind and shown and isinstance(given, ast.Name) and given.id == name:
                kind = "text"
            if kind:
                shower = last_name(call.func) if answer else f"{last_name(call.func)}()"
                yield ErrorLeak(given, shower, kind == "traceback")
                return

    def _is_path_operation(self, handler: ast.AST) -> bool:
        """Whether what is returned in a handler is sent to the client."""
        around = self.index.function_around(handler)
        return any(each.function is around for each in self.module.routing.path_operations)

    def _answer(self, call: ast.Call) -> str:
        """The canonical name of the exception or response that a call makes for the client; else empty."""
        if not isinstance(call.func, (ast.Name, ast.Attribute)):
            return ""
        last = last_name(call.func)
        if not last[:1].isupper() and "Exception" not in last and "Response" not in last:
            return ""
        if last == "TemplateResponse":
            return TEMPLATES if self.observation.called(call) == TEMPLATES else ""
        of = reference(self.module, call.func)
        name = self.observation.name_of(of)
        if isinstance(of, ClassObject):
            names = self.observation.lineage_names(of.definition)
            is_plain = not of.definition.methods.get("__init__")
            return min(names & (HTTP_EXCEPTIONS | KNOWN_RESPONSES), default="") if is_plain else ""
        return name if name in SHOWING else ""

    def _shown(self, call: ast.Call, around: ast.AST) -> list[Shown]:
        """The parameters of a project's function or exception that the client gets to see."""
        above = self.index.parent(call)
        if isinstance(above, ast.Await):
            above = self.index.parent(above)
        if not isinstance(call.func, (ast.Name, ast.Attribute)) or not isinstance(
            above, (ast.Return, ast.Raise, ast.Expr)
        ):
            return []
        if isinstance(above, ast.Expr) and not _may_raise(above):
            return []
        of = reference(self.module, call.func)
        if isinstance(of, ClassObject) and isinstance(above, ast.Raise):
            is_http = self.observation.lineage_names(of.definition) & HTTP_EXCEPTIONS
            return self.answering.by_exception(of.definition) if is_http else []
        if isinstance(of, FunctionObject) and isinstance(above, ast.Expr):
            return self.answering.by_raising(of.definition, is_bound=of.receiver is not None)
        if isinstance(of, FunctionObject):
            return self.answering.by_function(
                of.definition,
                is_bound=of.receiver is not None,
                takes_data=isinstance(above, ast.Return) and self._is_path_operation(around),
            )
        return []

    # What makes it right

    def _is_guarded(self, call: ast.AST, name: str | None, around: ast.AST) -> bool:
        """Whether the answer is only given in development, or for exceptions of a known class."""
        below: ast.AST = call
        for above in self.index.ancestors(call):
            if isinstance(above, (ast.If, ast.IfExp)):
                if asks_for_development(above.test) or self.text.is_narrowed(above, below, name):
                    return True
            elif isinstance(above, (ast.match_case, ast.Match)):
                return True
            if isinstance(below, ast.stmt) and self._left_before(above, below, name):
                return True
            if above is around:
                return False
            below = above
        return False

    def _left_before(self, above: ast.AST, statement: ast.stmt, name: str | None) -> bool:
        """Whether a statement in front of another one has left with all exceptions that are not known."""
        for part in ("body", "orelse", "finalbody"):
            block = getattr(above, part, None)
            if isinstance(block, list) and statement in block:
                return any(
                    isinstance(each, ast.If)
                    and isinstance(each.body[-1], LEAVES)
                    and is_negative(each.test)
                    and narrows(each.test, name)
                    for each in block[: block.index(statement)]
                )
        return False
