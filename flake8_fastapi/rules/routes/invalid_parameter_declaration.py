"""FAPI909: declarations of parameters and results that FastAPI refuses at import."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.annotated import read_annotation
from flake8_fastapi.model.framework_names import DEPENDS, RESPONSE
from flake8_fastapi.model.imported_names import may_be_named
from flake8_fastapi.model.routing.handlers import class_names, name_of, parameters
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.routes.base import ROUTE_GATE

if TYPE_CHECKING:
    from flake8_fastapi.model.annotated import Written
    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.dependency_graph.functions import DependencyFunction
    from flake8_fastapi.model.routing.objects import PathOperation

WITH_DEFAULT = frozenset(f"fastapi.{name}" for name in ("Query", "Header", "Cookie", "Body", "Form", "File"))
PATH = "fastapi.Path"
DECLARATIONS = WITH_DEFAULT | DEPENDS | {PATH}
LITERALS = (ast.Constant, ast.List, ast.Dict, ast.Tuple, ast.Set, ast.JoinedStr, ast.UnaryOp)

IN_PATH = "has a default in Path(), and a path parameter is always given"

MAPPED_BASES = frozenset({"sqlalchemy.orm.DeclarativeBase", "sqlalchemy.orm.DeclarativeBaseNoMeta"})


class InvalidParameterDeclaration(Rule):
    """A declaration at which FastAPI raises when the route is made.

    A default inside of ``Annotated[..., Query("d")]``; a default in ``Path(...)``; a declaration in
    ``Annotated`` and another one as the default; a return annotation that is no field type (a union
    with a Response, an ORM class) without ``response_model=None``.

    Why: the application does not start.

    Cure: ``x: Annotated[str, Query()] = "d"``; ``Path()``; one declaration; ``response_model=None`` or
    an annotation with a model.

    Exempt: ``...`` as the default; single Response classes as return annotation.

    Cannot see: classes of other packages that are no field types.

    Source: beyond the guide; the proof shows the errors.
    """

    code = "FAPI909"
    name = "invalid-parameter-declaration"
    message = "{what} {problem}: FastAPI raises when the route is made"
    guide = ""
    gate = (*ROUTE_GATE, "Depends(", "Path(", "Annotated[")

    def visit_PathOperation(self, operation: PathOperation) -> None:
        """Look at a path operation's parameters and its return annotation."""
        self._check(operation.function)
        returns = operation.function.returns
        if returns is None or operation.decorators_below:
            return
        for route in operation.routes:
            if "response_model" in route.keywords or route.has_unknown_arguments:
                return
            if route.router is None or route.router.is_customised:
                return
        problem = self._problem_of_result(returns)
        if problem:
            self.report(returns, what=f"the return annotation {ast.unparse(returns)}", problem=problem)

    def visit_DependencyFunction(self, dependency: DependencyFunction) -> None:
        """Look at a dependency's parameters."""
        if not dependency.is_guessed:
            self._check(dependency.node)

    def visit_Assign(self, node: ast.Assign) -> None:
        """Look at a declaration that several parameters share by a name."""
        value = node.value
        if not isinstance(value, ast.Call) or not may_be_named(self.module, value.func, "Path"):
            return
        if _has_default(value) and name_of(self.module, value.func) == PATH:
            self.report(value, what=ast.unparse(node.targets[0]), problem=IN_PATH)

    def _check(self, function: FunctionNode) -> None:
        for parameter, default in parameters(function):
            declared: list[Written] = []
            if parameter.annotation is not None:
                metadata = read_annotation(parameter.annotation, self.module).metadata
                declared = [each for each in metadata if each.name in DECLARATIONS]
            given = ""
            if isinstance(default, ast.Call):
                given = name_of(self.module, default.func)
            problem = self._problem(declared, default, given)
            if problem:
                self.report(parameter, what=parameter.arg, problem=problem)

    def _problem(self, declared: list[Written], default: ast.expr | None, given: str) -> str:
        if given == PATH and isinstance(default, ast.Call) and _has_default(default):
            return IN_PATH
        for each in declared:
            short = each.name.rpartition(".")[2]
            if isinstance(each.node, ast.Call) and _has_default(each.node):
                if each.name == PATH:
                    return IN_PATH
                if each.name in WITH_DEFAULT:
                    return f"has its default inside of {short}() in Annotated, write it behind ="
        clashing = [each for each in declared if each.name not in DEPENDS or given in DEPENDS]
        if clashing and given in DECLARATIONS:
            first = clashing[-1].name.rpartition(".")[2]
            return f"is declared by {first} in Annotated and by {given.rpartition('.')[2]} as its default"
        return ""

    def _problem_of_result(self, returns: ast.expr) -> str:
        members = _members(returns)
        if len(members) > 1:
            for each in members:
                if isinstance(each, (ast.Name, ast.Attribute)) and RESPONSE in class_names(self.module, each):
                    return "has a Response in a union, which is no field type (response_model=None?)"
        for each in members:
            inner = each.slice if isinstance(each, ast.Subscript) else each
            if isinstance(inner, (ast.Name, ast.Attribute)) and self._is_mapped(inner):
                return "is an ORM class, which is no field type (response_model=None?)"
        return ""

    def _is_mapped(self, node: ast.expr) -> bool:
        names = class_names(self.module, node)
        if names.isdisjoint(MAPPED_BASES):
            return False
        # MappedAsDataclass makes a dataclass, which is a field type; so does SQLModel.
        return not any("Dataclass" in each or "SQLModel" in each for each in names)


def _has_default(call: ast.Call) -> bool:
    """Whether a declaration gives a literal default; ``...`` means that there is none."""
    given = call.args[0] if call.args else None
    for keyword in call.keywords:
        if keyword.arg == "default":
            given = keyword.value
    if isinstance(given, ast.Constant):
        return given.value is not Ellipsis
    return isinstance(given, LITERALS)


def _members(annotation: ast.expr) -> list[ast.expr]:
    """The alternatives of a union, as they are written."""
    if isinstance(annotation, ast.BinOp) and isinstance(annotation.op, ast.BitOr):
        return [*_members(annotation.left), *_members(annotation.right)]
    if isinstance(annotation, ast.Subscript):
        name = annotation.value.attr if isinstance(annotation.value, ast.Attribute) else annotation.value
        short = name if isinstance(name, str) else getattr(name, "id", "")
        if short == "Optional":
            return [annotation.slice, ast.Constant(None)]
        if short == "Union":
            return (
                list(annotation.slice.elts) if isinstance(annotation.slice, ast.Tuple) else [annotation.slice]
            )
    return [annotation]
