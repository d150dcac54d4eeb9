"""Unverified tokens of a request that decide who its user is, and what decides the algorithm."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from flake8_fastapi.model.configuration.places import parameter_default, place_of
from flake8_fastapi.model.configuration.resolver import ConfiguredValues
from flake8_fastapi.model.configuration.token_algorithms import algorithms_of_tokens
from flake8_fastapi.model.configuration.tokens import TokenCall, token_calls
from flake8_fastapi.model.configuration.unverified_helpers import BelievedElsewhere
from flake8_fastapi.model.dependency_graph.functions import dependency_functions
from flake8_fastapi.model.framework_names import BASE_HTTP_MIDDLEWARE
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.receivers import receiver_name
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import FunctionObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.module import Module

HARMLESS_CLAIMS = frozenset({"exp", "iat", "nbf", "iss", "kid", "alg", "typ"})
"""Claims by which a token is sorted or thrown away, and nobody let in."""

PLAIN_METHODS = frozenset(
    {"split", "rsplit", "partition", "rpartition", "strip", "removeprefix", "replace", "get", "lower",
     "startswith", "endswith", "encode", "decode", "getattr", "str", "get_authorization_scheme_param",
     "debug", "info", "warning", "error", "exception"}
)  # fmt: skip
REQUEST = "starlette.requests.HTTPConnection"
BODIES = frozenset({"json", "form", "body"})
WHO_ASKS = re.compile(
    r"token|jwt|auth|credential|header|cookie|verif|valid|check|bearer|key|secret|user|claim"
    r"|Depends|Security",
    re.IGNORECASE,
)
"""What the text of a dependency has that looks at a token, or leaves that to others."""

DEEPEST = 5


@dataclass(frozen=True)
class UnverifiedToken(Located):
    """An unverified token that decides something.

    ``decides`` is ``"user"`` or ``"algorithm"``; ``node`` the expression to report.
    """

    node: ast.expr
    decides: Literal["user", "algorithm"]


def unverified_tokens(module: Module) -> Iterator[UnverifiedToken]:
    """The places of a file where an unverified token decides on the user or on the algorithm."""
    calls = list(token_calls(module))
    if not calls:
        return
    for given in algorithms_of_tokens(module, calls):
        yield UnverifiedToken(given, "algorithm")
    yield from _Finder(module, calls).users()


class _Finder:
    def __init__(self, module: Module, calls: list[TokenCall]) -> None:
        self.module = module
        self.calls = calls
        self.resolver = ConfiguredValues(module.project)
        self.own = {each.call: each for each in calls}

    def users(self) -> Iterator[UnverifiedToken]:
        """The unverified claims by which a dependency or path operation takes a request for a user's."""
        unverified = [
            each
            for each in self.calls
            if each.api.kind == "unverified claims" or each.verification(self.resolver) is False
        ]
        unverified = [each for each in unverified if each.api.kind in ("decode", "unverified claims")]
        if not unverified:
            return
        middleware = self._middleware()
        entries = [*self._entries(), *middleware, *self._taking_requests(unverified)]
        helpers = {self.module.index.function_around(each.call): each for each in unverified}
        yield from self._believed_elsewhere(helpers, entries)
        for function in entries:
            if function in middleware and not self._keeps_state(function):
                continue
            for each in unverified:
                if self.module.index.function_around(each.call) is function:
                    if self._decides(each.call, each.token, function):
                        yield UnverifiedToken(each.call, "user")
            for call in self._calls_of(function):
                helper = self._helper_of(call)
                if helper is not None and helper in helpers and helper is not function and call.args:
                    inside = helpers[helper]
                    if self._hands_on(helper, inside) and self._decides(call, call.args[0], function):
                        yield UnverifiedToken(call, "user")

    def _believed_elsewhere(
        self, helpers: dict[FunctionNode | None, TokenCall], entries: list[FunctionNode]
    ) -> Iterator[UnverifiedToken]:
        """The unverified calls of functions whose claims other files take for a user's."""
        believed = BelievedElsewhere(PLAIN_METHODS, HARMLESS_CLAIMS, _may_verify)
        for helper, inside in helpers.items():
            if helper is None or helper in entries or not self._hands_on(helper, inside):
                continue
            definition = self.module.observation.definition_of(helper)
            if definition is not None and definition.parent is None and believed.by_anyone(definition):
                yield UnverifiedToken(inside.call, "user")

    def _entries(self) -> list[FunctionNode]:
        """The functions of the file that FastAPI calls with what a request brings."""
        found: list[FunctionNode] = [each.node for each in dependency_functions(self.module)]
        found += [each.function for each in self.module.routing.routes if each.function is not None]
        return list(dict.fromkeys(found))

    def _taking_requests(self, unverified: list[TokenCall]) -> list[FunctionNode]:
        """The functions of unverified calls that are handed a request and read its headers or cookies."""
        found = []
        for each in unverified:
            function = self.module.index.function_around(each.call)
            if function is None or isinstance(function, ast.Lambda):
                continue
            arguments = (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
            taken = {
                argument.arg
                for argument in arguments
                if argument.annotation is not None
                and self.module.observation.is_subclass(argument.annotation, REQUEST)
            }
            reads = any(
                isinstance(node, ast.Attribute)
                and node.attr in ("headers", "cookies")
                and isinstance(node.value, ast.Name)
                and node.value.id in taken
                for node in walk(function)
            )
            if reads:
                found.append(function)
        known = [*self._entries(), *self._middleware()]
        return [each for each in dict.fromkeys(found) if each not in known]

    def _middleware(self) -> list[FunctionNode]:
        """The functions of the file that see every request: under ``@app.middleware``, or ``dispatch``."""
        found: list[FunctionNode] = []
        functions: list[ast.FunctionDef | ast.AsyncFunctionDef] = [
            *self.module.index.of_kind(ast.FunctionDef),
            *self.module.index.of_kind(ast.AsyncFunctionDef),
        ]
        for node in functions:
            cls = self.module.index.parent(node)
            if node.name == "dispatch" and isinstance(cls, ast.ClassDef):
                if any(self.module.observation.is_subclass(base, BASE_HTTP_MIDDLEWARE) for base in cls.bases):
                    found.append(node)
            for each in node.decorator_list:
                if isinstance(each, ast.Call) and getattr(each.func, "attr", "") == "middleware":
                    found.append(node)
        return found

    def _keeps_state(self, function: FunctionNode) -> bool:
        """Whether a middleware hands something on with the request."""
        return any(
            isinstance(target, ast.Attribute)
            and isinstance(target.value, ast.Attribute)
            and target.value.attr == "state"
            for each in self.module.index.of_kind(ast.Assign)
            if self.module.index.function_around(each) is function
            for target in each.targets
        )

    def _calls_of(self, function: FunctionNode) -> list[ast.Call]:
        start, end = function.lineno, function.end_lineno or function.lineno
        return [
            call
            for call in self.module.index.of_kind(ast.Call)
            if start <= call.lineno <= end and self.module.index.function_around(call) is function
        ]

    def _helper_of(self, call: ast.Call) -> FunctionNode | None:
        if not isinstance(call.func, (ast.Name, ast.Attribute)):
            return None
        for of in alternatives(self.module.observation.type_of(call.func)):
            if isinstance(of, FunctionObject) and of.definition.module is self.module:
                return of.definition.node()
        return None

    def _hands_on(self, helper: FunctionNode, inside: TokenCall) -> bool:
        """Whether a function only decodes its own parameter, and does nothing else with it."""
        token = inside.token
        if not isinstance(token, ast.Name) or parameter_default(helper, token.id) is None:
            return False
        return self._is_only_used_by(inside.call, token, helper, {token.id})

    def _decides(self, call: ast.Call, token: ast.expr | None, function: FunctionNode) -> bool:
        if token is None:
            return False
        names = self._origins(token, function)
        if names is None or not self._is_only_used_by(call, token, function, names):
            return False
        return not self._depends_on_others(function) and self._uses_claims(call, function)

    def _origins(self, token: ast.expr, function: FunctionNode) -> set[str] | None:
        """The local names that the token goes through; None unless the request brings it."""
        place = place_of(self.module, token)
        names: set[str] = set()
        waiting = [(token, place, 0)]
        is_brought = False
        while waiting:
            node, where, depth = waiting.pop()
            read = [each for each in walk(node) if self._reads_request(each, function)]
            is_brought = is_brought or bool(read)
            for each in walk(node):
                if isinstance(each, ast.Yield) or (isinstance(each, ast.Await) and each.value not in read):
                    return None
                if isinstance(each, ast.Call) and each not in read:
                    last = last_name(each.func)
                    if last not in PLAIN_METHODS or each in self.own:
                        return None
                if not isinstance(each, ast.Name) or depth > DEEPEST:
                    continue
                if parameter_default(function, each.id) is not None:
                    is_brought = True
                    if each is node:
                        names.add(each.id)
                    continue
                written = self.resolver.written(each, where)
                if any(value is each for value, _ in written):
                    continue
                names.add(each.id)
                waiting += [(value, there, depth + 1) for value, there in written]
                waiting += [(value, where, depth + 1) for value in _unpacked(each.id, function)]
        return names if is_brought else None

    def _reads_request(self, node: ast.AST, function: FunctionNode) -> bool:
        """Whether a call reads the body of the request that a function is given."""
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            return False
        if node.func.attr not in BODIES or not isinstance(node.func.value, ast.Name):
            return False
        return parameter_default(
            function, node.func.value.id
        ) is not None and self.module.observation.is_instance(node.func.value, REQUEST)

    def _is_only_used_by(
        self, call: ast.Call, token: ast.expr, function: FunctionNode, names: set[str]
    ) -> bool:
        """Whether nothing else that could verify the token gets it."""
        if not names:
            names = {ast.unparse(token)}
        for other in self._calls_of(function):
            if other is call or any(each is call for each in walk(other)):
                continue
            if self._is_in_other_branch(other, call):
                continue
            if self._is_plain(other):
                continue
            given = [*other.args, *(keyword.value for keyword in other.keywords)]
            for argument in given:
                if ast.unparse(argument) in names or any(
                    isinstance(each, ast.Name) and each.id in names for each in walk(argument)
                ):
                    return False
        return True

    def _is_in_other_branch(self, other: ast.Call, call: ast.Call) -> bool:
        """Whether only one of two calls is made: they stand in the two branches of one test."""
        below: ast.AST = call
        for above in self.module.index.ancestors(call):
            if isinstance(above, ast.If):
                opposite = (
                    above.orelse if below in above.body else above.body if below in above.orelse else []
                )
                if any(each is other for statement in opposite for each in walk(statement)):
                    return True
            below = above
        return False

    def _is_plain(self, call: ast.Call) -> bool:
        """Whether a call only takes a text apart, or reads of a token what no signature protects."""
        own = self.own.get(call)
        if own is not None:
            return own.verification(self.resolver) is False
        return last_name(call.func) in PLAIN_METHODS

    def _depends_on_others(self, function: FunctionNode) -> bool:
        """Whether another function of the project, which may verify, runs before this one."""
        arguments = function.args
        annotations = [each.annotation for each in (*arguments.args, *arguments.kwonlyargs)]
        defaults = [*arguments.defaults, *arguments.kw_defaults]
        for node in (*annotations, *defaults):
            for each in walk(node) if node is not None else ():
                if isinstance(each, (ast.Name, ast.Attribute)):
                    of = self.module.observation.type_of(each)
                    if any(isinstance(one, FunctionObject) and _may_verify(one) for one in alternatives(of)):
                        return True
        return False

    def _uses_claims(self, call: ast.Call, function: FunctionNode) -> bool:
        """Whether more of the claims is read than what sorts tokens out."""
        parent = self.module.index.parent(call)
        while isinstance(parent, ast.Await):
            parent = self.module.index.parent(parent)
        if isinstance(parent, ast.Expr):
            return False
        if isinstance(parent, (ast.Assign, ast.AnnAssign, ast.NamedExpr)):
            targets = parent.targets if isinstance(parent, ast.Assign) else [parent.target]
            if not isinstance(targets[0], ast.Name):
                return True
            uses = [
                each
                for each in walk(function)
                if isinstance(each, ast.Name) and each.id == targets[0].id and isinstance(each.ctx, ast.Load)
            ]
            return any(not self._is_harmless(each) for each in uses)
        return not self._is_harmless(call)

    def _is_harmless(self, claims: ast.expr) -> bool:
        """Whether only a claim is read here that lets nobody in."""
        above = self.module.index.parent(claims)
        key: ast.expr | None = None
        if isinstance(above, ast.Subscript):
            key = above.slice
        elif isinstance(above, ast.Attribute):
            outer = self.module.index.parent(above)
            if isinstance(outer, ast.Call) and outer.args:
                key = outer.args[0]
        elif isinstance(above, ast.Compare):
            key = above.left
        return isinstance(key, ast.Constant) and key.value in HARMLESS_CLAIMS


def _unpacked(name: str, function: FunctionNode) -> Iterator[ast.expr]:
    """What a function takes apart to get a name (``scheme, token = header.split()``)."""
    for each in walk(function):
        if isinstance(each, ast.Assign) and isinstance(each.targets[0], (ast.Tuple, ast.List)):
            if any(isinstance(part, ast.Name) and part.id == name for part in each.targets[0].elts):
                yield each.value


def _may_verify(function: FunctionObject) -> bool:
    """Whether a dependency could look at who asks: it is given something, and its text speaks of that."""
    definition = function.definition
    arguments = definition.node().args
    taken = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    if not (taken if receiver_name(definition) is None else taken[1:]):
        return False
    return WHO_ASKS.search(definition.module.project.bodies.text_of(definition)) is not None
