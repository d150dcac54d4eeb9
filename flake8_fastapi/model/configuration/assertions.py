"""Assertions that decide who may go on: those about somebody whom a dependency has identified."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.annotated import read_annotation
from flake8_fastapi.model.configuration.guards import SCHEMES, takes_scheme
from flake8_fastapi.model.framework_names import DEPENDS
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import FunctionObject, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.annotated import Written
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.types import Type

Function = ast.FunctionDef | ast.AsyncFunctionDef

SENT_ALONG = frozenset({"fastapi.Header", "fastapi.Cookie"})
"""Parameters by which a client says who it is, where no security scheme does."""

REFUSALS = ("401", "403", "UNAUTHORIZED", "FORBIDDEN")
REQUESTS = frozenset({"starlette.requests.HTTPConnection"})
IDENTITY = frozenset({"user", "auth"})
"""What Starlette's authentication middleware puts into a request."""

OF_MESSAGES = frozenset(
    {"accept", "content-type", "content-length", "host", "origin", "referer", "user-agent"}
)
"""Headers that describe a request and tell nothing of who sends it."""

TYPE_CHECKS = frozenset({"isinstance", "issubclass", "hasattr", "callable", "len", "type", "all", "any"})
ORDERED = (ast.Eq, ast.NotEq, ast.In, ast.NotIn, ast.Lt, ast.LtE, ast.Gt, ast.GtE)
LONGEST_WAY = 3


def guarding_assertions(module: Module, function: Function) -> Iterator[ast.Assert]:
    """The assertions of a path operation or dependency that decide who may go on."""
    asserts = [each for each in module.index.of_kind(ast.Assert) if _is_own(module, each, function)]
    if not asserts:
        return
    people = Identified(module, function)
    for each in asserts:
        if people.decide(each.test):
            yield each


def _is_own(module: Module, node: ast.Assert, function: Function) -> bool:
    return module.index.function_around(node) is function


class Identified:
    """The names in a function that stand for who sent the request, or for what shows it."""

    def __init__(self, module: Module, function: Function) -> None:
        self.module = module
        self.observation = module.observation
        self.sent_along: set[str] = set()
        """Headers and cookies: they show who somebody is where they are compared with a secret."""
        self.names = {
            name for name, written in _parameters(function, module) if self._identifies(name, written)
        }
        assigned = [
            (target.id, node.value)
            for node in module.index.of_kind(ast.Assign)
            if module.index.function_around(node) is function
            for target in node.targets
            if isinstance(target, ast.Name)
        ]
        self.sent_along |= {name for name, value in assigned if self._is_sent_along(value)}
        for _ in range(LONGEST_WAY):
            self.names |= {name for name, value in assigned if self._mentions(value)}

    def _identifies(self, name: str, written: Written) -> bool:
        call = written.node
        if not isinstance(call, ast.Call):
            if written.name in SENT_ALONG:
                self.sent_along.add(name)
            return False
        if written.name in SENT_ALONG:
            self.sent_along.add(name)
        if written.name == "fastapi.Security":
            return True
        if written.name not in DEPENDS or not call.args:
            return False
        scope = self.module.project.interpreter.module_scope(written.module)
        return any(self._provides(of) for of in alternatives(scope.type_of(call.args[0])))

    def _provides(self, of: Type) -> bool:
        """Whether a dependency tells who somebody is: it asks for credentials, or refuses clients."""
        if isinstance(of, Instance) and isinstance(of.cls, str):
            return of.cls.startswith(SCHEMES)
        if not isinstance(of, FunctionObject):
            return False
        definition = of.definition
        node = definition.node()
        if isinstance(node, ast.Lambda):
            return False
        if takes_scheme(definition):
            return True
        raised = self.module.project.routing.raised.of_function(definition)
        if any(each.status is not None and _refuses(each.status) for each in raised):
            return True
        returns_object = any(
            isinstance(each, Instance) and not isinstance(each.cls, str)
            for each in alternatives(self.module.project.interpreter.summary_of(definition).returns)
        )
        return returns_object and any(
            written.name in SENT_ALONG for _, written in _parameters(node, definition.module)
        )

    def _mentions(self, node: ast.expr) -> bool:
        """Whether an expression is made of what identifies somebody."""
        for each in walk(node):
            if isinstance(each, ast.Name) and each.id in self.names:
                return True
            if isinstance(each, ast.Attribute) and each.attr in IDENTITY:
                if self.observation.is_instance(each.value, *REQUESTS):
                    return True
        return False

    def decide(self, test: ast.expr) -> bool:
        """Whether an asserted expression says that somebody may go on, and not only what a value is."""
        if isinstance(test, ast.BoolOp):
            return any(self.decide(each) for each in test.values)
        if isinstance(test, (ast.UnaryOp, ast.Await)):
            return self.decide(test.operand if isinstance(test, ast.UnaryOp) else test.value)
        if isinstance(test, ast.Call):
            return self._asks(test)
        if isinstance(test, ast.Compare):
            return isinstance(test.ops[0], ORDERED) and self._compares(test)
        return isinstance(test, ast.Attribute) and self._mentions(test) and self._is_flag(test)

    def _asks(self, call: ast.Call) -> bool:
        """A function that is asked about somebody, or that compares what was sent along."""
        if last_name(call.func) in TYPE_CHECKS:
            return last_name(call.func) in ("all", "any") and self._mentions(call)
        if self._mentions(call):
            return True
        return self.observation.called(call) in COMPARING and any(map(self._is_sent_along, call.args))

    def _compares(self, test: ast.Compare) -> bool:
        sides = [test.left, *test.comparators]
        if any(isinstance(each, ast.Call) and last_name(each.func) in TYPE_CHECKS for each in sides):
            return False
        if any(self._mentions(each) for each in sides):
            return True
        # A header is compared with a literal to see what is wanted, with a value to see who knows it.
        return any(map(self._is_sent_along, sides)) and not any(map(_is_literal, sides))

    def _is_sent_along(self, node: ast.expr) -> bool:
        """Whether an expression is a header or cookie: a parameter, or read of the request."""
        if isinstance(node, ast.Name):
            return node.id in self.sent_along
        if isinstance(node, ast.Subscript):
            read, key = node.value, node.slice
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            read, key = node.func.value, node.args[0]
        else:
            return False
        if isinstance(key, ast.Constant) and str(key.value).lower() in OF_MESSAGES:
            return False
        if not isinstance(read, ast.Attribute) or read.attr not in ("headers", "cookies"):
            return False
        return self.observation.is_instance(read.value, *REQUESTS)

    def _is_flag(self, node: ast.Attribute) -> bool:
        """Whether an attribute is a truth value; others are asserted so that type checkers know more."""
        owner = self.observation.type_of(node.value)
        for each in alternatives(owner):
            if isinstance(each, Instance) and not isinstance(each.cls, str):
                for cls in self.module.project.interpreter.hierarchy.lineage(each.cls):
                    for binding in getattr(cls, "values", {}).get(node.attr, ()):
                        written = [part for part in (binding.annotation, binding.value) if part is not None]
                        return any("bool" in ast.unparse(part).lower() for part in written) or any(
                            isinstance(part, ast.Constant) and isinstance(part.value, bool)
                            for part in written
                        )
        of = self.observation.type_of(node)
        return isinstance(of, Instance) and of.cls == "builtins.bool"


COMPARING = frozenset({"secrets.compare_digest", "hmac.compare_digest"})


def _parameters(function: ast.AST, module: Module) -> Iterator[tuple[str, Written]]:
    """The parameters of a function, each with what its annotation and its default say of it."""
    from flake8_fastapi.model.annotated import Written

    arguments = getattr(function, "args", None)
    if not isinstance(arguments, ast.arguments):
        return
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = [*[None] * (len(positional) - len(arguments.defaults)), *arguments.defaults]
    pairs = [*zip(positional, defaults, strict=True)]
    pairs += [*zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)]
    for each, default in pairs:
        if each.annotation is not None:
            for written in read_annotation(each.annotation, module).metadata:
                yield each.arg, written
        if default is not None:
            yield each.arg, Written(default, module)


def _refuses(status: ast.expr) -> bool:
    text = ast.unparse(status)
    return any(word in text for word in REFUSALS)


def _is_literal(node: ast.expr) -> bool:
    return isinstance(node, (ast.Constant, ast.Tuple, ast.List, ast.Set))
