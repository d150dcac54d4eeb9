"""What has to stand at a finding's place so that Ruff, which looks at one file, sees the problem too.

Every shape is narrower than what Ruff reports, never wider: where it does not fit, both may report.
"""

from __future__ import annotations

import ast
import re
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from flake8_fastapi.beside_ruff.names import Function, Placed, Scope, placed_nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flake8_fastapi.knowledge.ruff_overlaps import Overlap
    from flake8_fastapi.rule import Finding

_TELLING_WORDS = frozenset({"password", "passwd", "passphrase", "pwd", "secret", "token"})

_ROUTE_METHODS = frozenset({"get", "post", "put", "delete", "patch", "options", "head", "trace"})
_ROUTERS = frozenset({"fastapi.FastAPI", "fastapi.APIRouter"})
_PLAIN_TYPES = frozenset({"int", "str", "float", "bool"})
_DEFAULTS = frozenset(
    {f"fastapi.{name}" for name in ("Query", "Path", "Body", "Cookie", "Header", "File", "Form")}
    | {"fastapi.Depends", "fastapi.Security"}
)


class FileShapes:
    """The shapes of one file; its tree is walked when the first question is asked.

    ``lazy_annotations`` says that the file is meant for a Python that evaluates annotations late.
    """

    def __init__(self, tree: ast.Module, lines: Sequence[str], *, lazy_annotations: bool = False) -> None:
        self._tree = tree
        self._lines = lines
        self._lazy_annotations = lazy_annotations or any(
            isinstance(node, ast.ImportFrom)
            and node.module == "__future__"
            and any(alias.name == "annotations" for alias in node.names)
            for node in tree.body
        )

    def has(self, overlap: Overlap, finding: Finding) -> bool:
        """Whether the shape of an overlap stands where a finding is."""
        fits = _SHAPES[overlap.shape]
        return any(fits(self, overlap, finding, placed) for placed in self._at(finding))

    def _at(self, finding: Finding) -> list[Placed]:
        return self._by_place.get((finding.line, self._bytes_before(finding)), [])

    @cached_property
    def _nodes(self) -> list[Placed]:
        return placed_nodes(self._tree)

    @cached_property
    def _by_place(self) -> dict[tuple[int, int], list[Placed]]:
        found: dict[tuple[int, int], list[Placed]] = {}
        for placed in self._nodes:
            place = (getattr(placed.node, "lineno", 0), getattr(placed.node, "col_offset", 0))
            found.setdefault(place, []).append(placed)
        return found

    def _bytes_before(self, finding: Finding) -> int:
        """The finding's column as Python's trees count it."""
        if not 0 < finding.line <= len(self._lines):
            return finding.column
        return len(self._lines[finding.line - 1][: finding.column].encode("utf-8", "surrogatepass"))

    def _call_in_coroutine(self, overlap: Overlap, finding: Finding, placed: Placed) -> bool:
        call, _, scope = placed
        return (
            isinstance(call, ast.Call)
            and isinstance(scope.runs_in, ast.AsyncFunctionDef)
            and _is_meant(call, scope, overlap)
        )

    def _dropped_call(self, overlap: Overlap, finding: Finding, placed: Placed) -> bool:
        call, parent, scope = placed
        if not isinstance(call, ast.Call) or not _is_meant(call, scope, overlap):
            return False
        if isinstance(parent, ast.Expr):
            return True
        return (
            isinstance(parent, ast.Assign)
            and len(parent.targets) == 1
            and isinstance(parent.targets[0], ast.Name)
            and isinstance(scope.node, Function)
            and scope.mentions[parent.targets[0].id] == 1
            and len(scope.bindings[parent.targets[0].id]) == 1  # it is neither global nor nonlocal
        )

    def _assertion(self, overlap: Overlap, finding: Finding, placed: Placed) -> bool:
        return isinstance(placed.node, ast.Assert)

    def _assigned_text(self, overlap: Overlap, finding: Finding, placed: Placed) -> bool:
        parent = placed.parent
        if not _is_text(placed.node) or not isinstance(parent, ast.Assign | ast.AnnAssign):
            return False
        targets = parent.targets if isinstance(parent, ast.Assign) else [parent.target]
        return parent.value is placed.node and any(
            isinstance(target, ast.Name) and _is_telling(target.id) for target in targets
        )

    def _given_text(self, overlap: Overlap, finding: Finding, placed: Placed) -> bool:
        parent = placed.parent
        return (
            _is_text(placed.node)
            and isinstance(parent, ast.keyword)
            and parent.lineno == finding.line
            and _is_telling(parent.arg or "")
        )

    def _dependency_default(self, overlap: Overlap, finding: Finding, placed: Placed) -> bool:
        parameter, arguments, scope = placed
        if not isinstance(parameter, ast.arg) or not isinstance(arguments, ast.arguments):
            return False
        default = dict(_with_defaults(arguments)).get(parameter)
        return (
            parameter.annotation is not None
            and isinstance(default, ast.Call)
            and scope.dotted(default.func) in _DEFAULTS
            and any(function.args is arguments for function, _, _ in self._routes)
        )

    def _response_model(self, overlap: Overlap, finding: Finding, placed: Placed) -> bool:
        _, keyword, _ = placed
        return (
            not self._lazy_annotations  # Ruff does not compare names then
            and isinstance(keyword, ast.keyword)
            and keyword.arg == "response_model"
            and keyword.lineno == finding.line
            and _is_plain_type(keyword.value)
            and any(
                keyword in decorator.keywords
                and function.returns is not None
                and ast.dump(keyword.value) == ast.dump(function.returns)
                for function, decorator, _ in self._routes
            )
        )

    def _path_parameter(self, overlap: Overlap, finding: Finding, placed: Placed) -> bool:
        return any(
            decorator is placed.node
            and len(function.decorator_list) == 1  # of several, Ruff looks at one
            and _takes_plain_values_only(function.args)
            and _misses_parameter(decorator, function, finding)
            for function, decorator, _ in self._routes
        )

    @cached_property
    def _routes(self) -> list[tuple[Function, ast.Call, Scope]]:
        """Functions under ``@app.get(...)``, for an ``app`` that this file makes, with their decorators."""
        found = []
        for node, _, scope in self._nodes:
            if isinstance(node, Function):
                for decorator in node.decorator_list:
                    if (
                        isinstance(decorator, ast.Call)
                        and isinstance(decorator.func, ast.Attribute)
                        and decorator.func.attr in _ROUTE_METHODS
                        and scope.made_by(decorator.func.value)[0] in _ROUTERS
                    ):
                        found.append((node, decorator, scope))
        return found


_Shape: TypeAlias = "Callable[[FileShapes, Overlap, Finding, Placed], bool]"

_SHAPES: dict[str, _Shape] = {
    "call in a coroutine": FileShapes._call_in_coroutine,
    "call whose result is dropped": FileShapes._dropped_call,
    "assertion": FileShapes._assertion,
    "text assigned to a telling name": FileShapes._assigned_text,
    "text given to a telling argument": FileShapes._given_text,
    "dependency as a default": FileShapes._dependency_default,
    "response model that is annotated": FileShapes._response_model,
    "path parameter that is not taken": FileShapes._path_parameter,
}

SHAPES = frozenset(_SHAPES)
"""The names of all shapes, for the table."""


def _is_meant(call: ast.Call, scope: Scope, overlap: Overlap) -> bool:
    """Whether a call is one of those that an overlap names."""
    if scope.dotted(call.func) in overlap.calls:
        return True
    if not isinstance(call.func, ast.Attribute):
        return False
    maker, way = scope.made_by(call.func.value)
    return way in overlap.receivers and call.func.attr in overlap.methods.get(maker or "", ())


def _misses_parameter(decorator: ast.Call, function: Function, finding: Finding) -> bool:
    """Whether a path on the finding's line has the parameter that it names, which the function lacks."""
    taken = {parameter.arg for parameter, _ in _with_defaults(function.args)}
    return any(
        isinstance(path, ast.Constant)
        and isinstance(path.value, str)
        and path.lineno == path.end_lineno == finding.line
        and any(
            name not in taken and f"{{{name}}}" in finding.message
            for name in re.findall(r"\{([A-Za-z_]\w*)(?::\w+)?\}", path.value)
        )
        for path in decorator.args[:1]
    )


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(node.value.strip())


def _is_telling(name: str) -> bool:
    return not _TELLING_WORDS.isdisjoint(name.lower().split("_"))


def _is_plain_type(node: ast.expr) -> bool:
    """``Item`` or ``list[Item]``."""
    if isinstance(node, ast.Subscript):
        return isinstance(node.value, ast.Name) and isinstance(node.slice, ast.Name)
    return isinstance(node, ast.Name)


def _with_defaults(arguments: ast.arguments) -> list[tuple[ast.arg, ast.expr | None]]:
    """The parameters that can be given by name, with their defaults."""
    positional = [*arguments.posonlyargs, *arguments.args]
    missing = len(positional) - len(arguments.defaults)
    return [
        *zip(positional, [*[None] * missing, *arguments.defaults], strict=True),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    ]


def _takes_plain_values_only(arguments: ast.arguments) -> bool:
    """Whether no parameter can bring path parameters of its own, as a dependency does."""
    if arguments.vararg or arguments.kwarg or arguments.posonlyargs:
        return False
    return all(
        isinstance(parameter.annotation, ast.Name)
        and parameter.annotation.id in _PLAIN_TYPES
        and (default is None or isinstance(default, ast.Constant))
        for parameter, default in _with_defaults(arguments)
    )
