"""Functions and exceptions of the project that put what they are given into an answer for the client."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.configuration.development import asks_for_development
from flake8_fastapi.model.framework_names import HTTP_EXCEPTIONS
from flake8_fastapi.model.tree_walk import own_nodes
from flake8_fastapi.model.types import ClassObject, External, ExternalMethod, FunctionObject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
    from flake8_fastapi.model.module import Module

KNOWN_RESPONSES = role("content-responses").names
SHOWS = role("shows-arguments")
KEEPING = frozenset(name.rpartition(".")[2] for name in SHOWS.names) | SHOWS.words | {"format"}
"""Calls whose result shows what they are given, by the last part of their names."""

TEMPLATES = "starlette.templating.Jinja2Templates.TemplateResponse"
REDIRECTS = "starlette.responses.RedirectResponse"
SHOWING = KNOWN_RESPONSES | HTTP_EXCEPTIONS | {TEMPLATES, REDIRECTS}
"""What makes an answer that shows what it is given."""

MODEL = "pydantic.BaseModel"

DEEPEST = 3


class Part(NamedTuple):
    """What a name is given, or what is put into that; ``needed`` is the parameter that must be given."""

    value: ast.expr
    needed: str = ""


Assigned = dict[str, list[Part]]
"""The names of a function that are given something once, each with all that is surely in it."""


class Shown(NamedTuple):
    """A parameter whose value the client gets to see: its name, and its place among what is given."""

    name: str
    position: int


def shown_arguments(call: ast.Call, name: str) -> list[ast.expr]:
    """What of a call the client gets to see, where it makes an answer; ``name`` is canonical."""
    if name == TEMPLATES:
        # `TemplateResponse(request, name, context)`, or as it was: `TemplateResponse(name, context)`
        is_old = bool(call.args) and isinstance(call.args[0], (ast.Constant, ast.JoinedStr))
        given = [_argument(call, "context", 1 if is_old else 2)]
    elif name == REDIRECTS:
        given = [_argument(call, "url", 0)]
    elif name in HTTP_EXCEPTIONS:
        given = [_argument(call, "detail", 1), _argument(call, "headers", len(call.args))]
    else:
        given = [_argument(call, "content", 0)]
    return [each for each in given if each is not None]


class Answering:
    """Tells which parameters of a function or exception are shown, whichever way it goes."""

    def __init__(self, module: Module) -> None:
        self.observation = module.observation
        self.interpreter = module.project.interpreter
        self._asking: list[FunctionDefinition] = []

    def by_function(self, definition: FunctionDefinition, *, is_bound: bool, takes_data: bool) -> list[Shown]:
        """The parameters that a function puts into the response or HTTPException that it returns.

        ``takes_data`` says that a dictionary that it returns becomes an answer as well.
        """
        node = definition.node()
        if isinstance(node, ast.Lambda):
            return []
        nodes = list(own_nodes(node))
        assigned = _assigned(node, nodes)
        contents: list[ast.expr] = []
        for each in nodes:
            if isinstance(each, ast.Return):
                content = self._content(each.value, definition, assigned, takes_data) if each.value else None
                if content is None:
                    return []
                contents.append(content)
        return _in_all(contents, node, assigned, is_bound=is_bound)

    def in_results(self, definition: FunctionDefinition, *, is_bound: bool) -> list[Shown]:
        """The parameters that are in all that a function returns."""
        node = definition.node()
        if isinstance(node, ast.Lambda):
            return []
        nodes = list(own_nodes(node))
        results = [each.value for each in nodes if isinstance(each, ast.Return) and each.value]
        return _in_all(results, node, _assigned(node, nodes), is_bound=is_bound)

    def by_raising(self, definition: FunctionDefinition, *, is_bound: bool) -> list[Shown]:
        """The parameters in all the HTTPExceptions that a function raises which never comes back."""
        node = definition.node()
        if isinstance(node, ast.Lambda) or not isinstance(node.body[-1], ast.Raise):
            return []
        nodes = list(own_nodes(node))
        assigned = _assigned(node, nodes)
        raised = [each.exc for each in nodes if isinstance(each, ast.Raise) and each.exc is not None]
        contents = [
            content
            for each in raised
            if (content := self._content(each, definition, assigned, takes_data=False)) is not None
        ]
        return _in_all(contents, node, assigned, is_bound=is_bound)

    def by_exception(self, cls: ClassDefinition) -> list[Shown]:
        """The parameters of an HTTPException's own constructor that become its detail."""
        for method in cls.methods.get("__init__", ())[:1]:
            node = method.node()
            if isinstance(node, ast.Lambda):
                return []
            nodes = list(own_nodes(node))
            assigned = _assigned(node, nodes)
            details = [detail for each in nodes if (detail := _detail(each)) is not None]
            return [
                each
                for each in _parameters(node, is_bound=True)
                if any(_holds(detail, each.name, assigned, 0) for detail in details)
            ]
        return []

    def _content(
        self,
        value: ast.expr,
        definition: FunctionDefinition,
        assigned: Assigned,
        takes_data: bool,
    ) -> ast.expr | None:
        """What the client sees of a returned value; None where that is not known, or nothing."""
        returned = value
        if isinstance(value, ast.Name) and value.id in assigned:
            value = assigned[value.id][0].value
        if isinstance(value, ast.Dict):
            return returned if takes_data else None
        if not isinstance(value, ast.Call) or not isinstance(value.func, (ast.Name, ast.Attribute)):
            return None
        of = self.interpreter.module_scope(definition.module).type_of(value.func)
        if isinstance(of, (External, ExternalMethod)):
            name = self.observation.name_of(of)
            return next(iter(shown_arguments(value, name)), None) if name in SHOWING else None
        if isinstance(of, FunctionObject):
            return self._handed_to(of, value, takes_data=takes_data)
        if isinstance(of, ClassObject):
            names = self.observation.lineage_names(of.definition)
            if takes_data and MODEL in names:
                return value
            if names & KNOWN_RESPONSES and not of.definition.methods.get("__init__"):
                return _argument(value, "content", 0)
        return None

    def _handed_to(self, of: FunctionObject, call: ast.Call, *, takes_data: bool) -> ast.expr | None:
        """What the client sees of an argument of another function whose result is returned."""
        if of.definition in self._asking or len(self._asking) >= DEEPEST:
            return None
        self._asking.append(of.definition)
        shown = self.by_function(of.definition, is_bound=of.receiver is not None, takes_data=takes_data)
        self._asking.pop()
        return next((given for each in shown if (given := _argument(call, *each)) is not None), None)


def _in_all(
    contents: list[ast.expr],
    function: ast.FunctionDef | ast.AsyncFunctionDef,
    assigned: Assigned,
    *,
    is_bound: bool,
) -> list[Shown]:
    """The parameters of a function that each of its results surely shows."""
    return [
        each
        for each in _parameters(function, is_bound=is_bound)
        if contents and all(_holds(content, each.name, assigned, 0) for content in contents)
    ]


def _parameters(node: ast.FunctionDef | ast.AsyncFunctionDef, *, is_bound: bool) -> list[Shown]:
    given = [*node.args.posonlyargs, *node.args.args][int(is_bound) :]
    found = [Shown(each.arg, position) for position, each in enumerate(given)]
    return found + [Shown(each.arg, len(given) + 1) for each in node.args.kwonlyargs]


def _assigned(function: ast.FunctionDef | ast.AsyncFunctionDef, nodes: Iterable[ast.AST]) -> Assigned:
    """What names are given that are assigned once, and what is surely put into it later."""
    found: Assigned = {}
    again: set[str] = set()
    for each in nodes:
        if isinstance(each, (ast.Assign, ast.AnnAssign)) and each.value is not None:
            for target in each.targets if isinstance(each, ast.Assign) else [each.target]:
                if isinstance(target, ast.Name):
                    again.update({target.id} & found.keys())
                    found[target.id] = [Part(each.value)]
    for name, part in _put_into(function.body):
        if name in found:
            found[name].append(part)
    return {name: parts for name, parts in found.items() if name not in again}


def _put_into(statements: list[ast.stmt], needed: str = "") -> Iterator[tuple[str, Part]]:
    """What statements put into containers, each with the container's name, where only a parameter decides."""
    for each in statements:
        if isinstance(each, ast.Assign):
            for target in each.targets:
                container = target
                while isinstance(container, ast.Subscript):
                    container = container.value
                if isinstance(container, ast.Name) and container is not target:
                    yield container.id, Part(each.value, needed)
        elif isinstance(each, ast.Expr) and isinstance(each.value, ast.Call):
            call = each.value
            if isinstance(call.func, ast.Attribute) and call.func.attr == "update":
                if isinstance(call.func.value, ast.Name):
                    for given in (*call.args, *(keyword.value for keyword in call.keywords)):
                        yield call.func.value.id, Part(given, needed)
        elif isinstance(each, ast.If) and not needed:
            asked = _asked_for(each.test)
            if asked:
                yield from _put_into(each.body, asked)


def _asked_for(test: ast.expr) -> str:
    """The name of which a test asks whether it holds something; empty for other tests."""
    if isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.IsNot):
        test = test.left if ast.unparse(test.comparators[0]) == "None" else test
    return test.id if isinstance(test, ast.Name) else ""


def _detail(node: ast.AST) -> ast.expr | None:
    """What ``super().__init__`` or ``HTTPException.__init__`` is given as detail, or ``self.detail``."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "__init__":
        is_super = isinstance(node.func.value, ast.Call)
        return _argument(node, "detail", 1 if is_super else 2)
    if isinstance(node, ast.Assign) and any(
        isinstance(each, ast.Attribute) and each.attr == "detail" for each in node.targets
    ):
        return node.value
    return None


def _argument(call: ast.Call, name: str, position: int) -> ast.expr | None:
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    starred = any(isinstance(each, ast.Starred) for each in call.args)
    return call.args[position] if position < len(call.args) and not starred else None


def _holds(node: ast.expr, name: str, assigned: Assigned, depth: int) -> bool:
    """Whether an expression surely shows what a parameter holds."""
    if isinstance(node, ast.Name):
        if node.id == name and name not in assigned:
            return True
        return depth < DEEPEST and any(
            each.needed in ("", name) and _holds(each.value, name, assigned, depth + 1)
            for each in assigned.get(node.id, ())
        )
    parts: list[ast.expr] = []
    if isinstance(node, ast.Dict):
        parts = node.values
    elif isinstance(node, (ast.List, ast.Tuple)):
        parts = node.elts
    elif isinstance(node, ast.JoinedStr):
        parts = [each.value for each in node.values if isinstance(each, ast.FormattedValue)]
    elif isinstance(node, ast.BinOp):
        parts = [node.left, node.right]
    elif isinstance(node, ast.BoolOp):
        parts = node.values[:1]
    elif isinstance(node, ast.IfExp) and isinstance(node.test, ast.Name):
        # `f"?error={error}" if error else ""`
        parts = [] if asks_for_development(node.test) else [node.body, node.orelse]
    elif isinstance(node, ast.Call):
        last = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if last in KEEPING or last[:1].isupper():
            parts = [*node.args, *(keyword.value for keyword in node.keywords)]
            if isinstance(node.func, ast.Attribute):
                parts.append(node.func.value)
    return any(_holds(each, name, assigned, depth) for each in parts)
