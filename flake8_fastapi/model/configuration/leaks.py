"""Where the text of an exception that nobody expected is sent to the client."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.configuration.client_reading import only_reads
from flake8_fastapi.model.configuration.names import last_name, name_of_exception, reference
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.middleware.entry_points import own_nodes
from flake8_fastapi.model.observation import argument
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.tree_index import FUNCTIONS
from flake8_fastapi.model.tree_walk import children, walk
from flake8_fastapi.model.types import ClassObject, FunctionObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.module import Module

BROAD = frozenset({"builtins.Exception", "builtins.BaseException"})
HTTP_EXCEPTIONS = frozenset({"fastapi.HTTPException", "starlette.exceptions.HTTPException"})
KNOWN_RESPONSES = frozenset(
    {"fastapi.responses.ORJSONResponse", "fastapi.responses.UJSONResponse", "starlette.responses.Response",
     "starlette.responses.JSONResponse", "starlette.responses.PlainTextResponse",
     "starlette.responses.HTMLResponse"}
)  # fmt: skip
TRACEBACKS = frozenset(
    {"traceback.format_exc", "traceback.format_exception", "traceback.format_exception_only",
     "traceback.format_tb"}
)  # fmt: skip
TEXT_OF = frozenset({"builtins.str", "builtins.repr", "builtins.format"})
PASSING = frozenset({"builtins.str", "builtins.repr", "builtins.dict", "builtins.list", "json.dumps"})
TEXT_METHODS = frozenset({"format", "join", "strip", "replace", "rstrip", "splitlines"})
LEAVES = (ast.Return, ast.Raise, ast.Continue, ast.Break)
DEVELOPMENT = ("debug", "develop", "dev_", "_dev", "production", "verbose", "environment")


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
        if _may_answer(handler.body) and finder.is_broad(handler.type):
            found = list(finder.in_body(handler.body, handler.name, handler))
            if found and not finder.knows_what_fails(handler):
                yield from found
    for each in module.routing.exception_handlers if _may_handle(module) else ():
        if each.function is not None and finder.handles_everything(each.exception):
            parameter = _exception_parameter(each.function)
            if parameter and not isinstance(each.function, ast.Lambda):
                yield from finder.in_body(each.function.body, parameter, each.function)


def _may_answer(body: list[ast.stmt]) -> bool:
    """Whether statements make an object of some class, as every answer is one."""
    return any(
        isinstance(node, ast.Call) and last_name(node.func)[:1].isupper()
        for statement in body
        for node in walk(statement)
    )


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

    def is_broad(self, caught: ast.expr | None) -> bool:
        """Whether an ``except`` catches what nobody expected."""
        if caught is None:
            return True
        parts = caught.elts if isinstance(caught, ast.Tuple) else [caught]
        return any(name_of_exception(self.module, each) in BROAD for each in parts)

    def handles_everything(self, registered: ast.expr) -> bool:
        """Whether an exception handler is registered for all exceptions, or for status 500."""
        if isinstance(registered, ast.Constant):
            return registered.value == 500
        return name_of_exception(self.module, registered) in BROAD

    def knows_what_fails(self, handler: ast.ExceptHandler) -> bool:
        """Whether all that is tried is to read what the client sent, so that the words are known."""
        return only_reads(self.module, getattr(self.index.parent(handler), "body", []))

    def in_body(self, body: list[ast.stmt], name: str | None, around: ast.AST) -> Iterator[ErrorLeak]:
        """The leaks in the statements of a handler that knows the exception by a name."""
        waiting: list[ast.AST] = list(body)
        calls: list[ast.Call] = []
        assigned: dict[str, ast.expr] = {}
        while waiting:
            node = waiting.pop()
            if isinstance(node, (*FUNCTIONS, ast.ClassDef, ast.ExceptHandler)):
                continue
            if isinstance(node, ast.Call):
                calls.append(node)
            if isinstance(node, ast.Assign) and len(node.targets) == 1:
                target = node.targets[0]
                if isinstance(target, ast.Name):
                    assigned[target.id] = node.value
            waiting.extend(children(node))
        for call in calls:
            answer = self._answer(call)
            if answer is None or self._is_guarded(call, name, around):
                continue
            for given in self._sent(call, answer):
                kind = self._leak(given, name, assigned, 0)
                if kind:
                    yield ErrorLeak(given, answer, kind == "traceback")
                    break

    def _answer(self, call: ast.Call) -> str | None:
        """The class of the exception or response that a call makes for the client."""
        if not isinstance(call.func, (ast.Name, ast.Attribute)):
            return None
        last = call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id
        if not last[:1].isupper() and "Exception" not in last and "Response" not in last:
            return None
        of = reference(self.module, call.func)
        name = self.observation.name_of(of)
        if name in HTTP_EXCEPTIONS or name in KNOWN_RESPONSES:
            return last
        if isinstance(of, ClassObject):
            names = self.observation.lineage_names(of.definition)
            if names & HTTP_EXCEPTIONS and not of.definition.methods.get("__init__"):
                return last
        return None

    @staticmethod
    def _sent(call: ast.Call, answer: str) -> list[ast.expr]:
        """The arguments that the client gets to see."""
        if "Response" in answer:
            given = [argument(call, "content", 0)]
        else:
            given = [argument(call, "detail", 1), argument(call, "headers", None)]
        return [each for each in given if each is not None]

    def _leak(self, node: ast.expr, name: str | None, assigned: dict[str, ast.expr], depth: int) -> str:
        """``text`` or ``traceback`` where an expression holds the exception's; else ``""``."""
        if isinstance(node, ast.Call):
            return self._leak_of_call(node, name, assigned, depth)
        if isinstance(node, ast.JoinedStr):
            parts = [each.value for each in node.values if isinstance(each, ast.FormattedValue)]
            return self._first(parts, name, assigned, depth, is_text=True)
        if isinstance(node, ast.BinOp):
            return self._first([node.left, node.right], name, assigned, depth, isinstance(node.op, ast.Mod))
        if isinstance(node, (ast.Tuple, ast.List)):
            return self._first(node.elts, name, assigned, depth, is_text=True)
        if isinstance(node, ast.Dict):
            return self._first(node.values, name, assigned, depth)
        if isinstance(node, ast.BoolOp):
            return self._first(node.values, name, assigned, depth)
        if isinstance(node, ast.IfExp):
            if self._asks_for_development(node.test):
                return ""
            open_branches = [
                each for each in (node.body, node.orelse) if not self._is_narrowed(node, each, name)
            ]
            return self._first(open_branches, name, assigned, depth)
        if isinstance(node, ast.Attribute) and node.attr == "args":
            return "text" if _is_name(node.value, name) else ""
        if isinstance(node, ast.Subscript):
            return self._leak(node.value, name, assigned, depth)
        if isinstance(node, ast.Name) and node.id in assigned and depth < 3:
            return self._leak(assigned[node.id], name, assigned, depth + 1)
        return ""

    def _leak_of_call(
        self, node: ast.Call, name: str | None, assigned: dict[str, ast.expr], depth: int
    ) -> str:
        of = reference(self.module, node.func)
        if isinstance(of, FunctionObject) and depth == 0:
            return self._leak_of_helper(of, node, name)
        called = self.observation.name_of(of)
        if called in TRACEBACKS:
            return "traceback"
        if called in TEXT_OF and node.args and _is_name(node.args[0], name):
            return "text"
        given = [*node.args, *(keyword.value for keyword in node.keywords)]
        if called in PASSING:
            return self._first(given, name, assigned, depth)
        if called == "builtins.getattr" and len(node.args) == 3:
            return self._leak(node.args[2], name, assigned, depth)
        if isinstance(node.func, ast.Attribute) and node.func.attr in TEXT_METHODS:
            inner = self._leak(node.func.value, name, assigned, depth)
            is_format = node.func.attr == "format"
            return inner or self._first(given, name, assigned, depth, is_text=is_format)
        return ""

    def _leak_of_helper(self, helper: FunctionObject, node: ast.Call, name: str | None) -> str:
        """What a function of the project makes of the exception that it is given first, on all its ways."""
        definition = helper.definition.node()
        parameters = [*definition.args.posonlyargs, *definition.args.args]
        if not node.args or not _is_name(node.args[0], name) or not parameters:
            return ""
        if isinstance(definition, ast.Lambda):
            return ""
        returned = [
            each.value for each in own_nodes(definition) if isinstance(each, ast.Return) and each.value
        ]
        kinds = [self._leak(each, parameters[0].arg, {}, 1) for each in returned]
        return kinds[0] if kinds and all(kinds) else ""

    def _first(
        self,
        nodes: list[ast.expr],
        name: str | None,
        assigned: dict[str, ast.expr],
        depth: int,
        is_text: bool = False,
    ) -> str:
        for each in nodes:
            if is_text and _is_name(each, name):
                return "text"
            found = self._leak(each, name, assigned, depth)
            if found:
                return found
        return ""

    # What makes it right

    def _is_guarded(self, call: ast.Call, name: str | None, around: ast.AST) -> bool:
        """Whether the answer is only given in development, or for exceptions of a known class."""
        below: ast.AST = call
        for above in self.index.ancestors(call):
            if isinstance(above, (ast.If, ast.IfExp)):
                if self._asks_for_development(above.test) or self._is_narrowed(above, below, name):
                    return True
            elif isinstance(above, (ast.match_case, ast.Match)):
                return True
            if isinstance(below, ast.stmt) and self._left_before(above, below, name):
                return True
            if above is around:
                return False
            below = above
        return False

    def _is_narrowed(self, test: ast.If | ast.IfExp, branch: ast.AST, name: str | None) -> bool:
        """Whether one branch of a test is for exceptions of a known kind."""
        if not self._narrows(test.test, name):
            return False
        others = test.orelse if isinstance(test.orelse, list) else [test.orelse]
        return (branch in others) == _is_negative(test.test)

    def _left_before(self, above: ast.AST, statement: ast.stmt, name: str | None) -> bool:
        """Whether a statement in front of another one has left with all exceptions that are not known."""
        for part in ("body", "orelse", "finalbody"):
            block = getattr(above, part, None)
            if isinstance(block, list) and statement in block:
                return any(
                    isinstance(each, ast.If)
                    and isinstance(each.body[-1], LEAVES)
                    and _is_negative(each.test)
                    and self._narrows(each.test, name)
                    for each in block[: block.index(statement)]
                )
        return False

    @staticmethod
    def _asks_for_development(test: ast.expr) -> bool:
        text = ast.unparse(test).lower()
        return any(word in text for word in DEVELOPMENT)

    @staticmethod
    def _narrows(test: ast.expr, name: str | None) -> bool:
        """Whether a test looks at the exception itself: its class, its attributes, its text."""
        if ast.unparse(test) in (name, f"str({name})", f"{name}.args"):
            return False  # only whether it has a text at all
        return any(_is_name(each, name) for each in walk(test) if isinstance(each, ast.Name))


def _is_negative(test: ast.expr) -> bool:
    """Whether a test holds for what is not of the kind that it names."""
    if isinstance(test, ast.UnaryOp):
        return isinstance(test.op, ast.Not)
    if isinstance(test, ast.BoolOp):
        return all(_is_negative(each) for each in test.values)
    return isinstance(test, ast.Compare) and isinstance(test.ops[0], (ast.NotIn, ast.NotEq, ast.IsNot))


def _is_name(node: ast.expr, name: str | None) -> bool:
    return name is not None and isinstance(node, ast.Name) and node.id == name
