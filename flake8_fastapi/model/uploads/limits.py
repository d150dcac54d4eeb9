"""Whether something limits the size of what a function is uploaded."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.annotated import read_annotation
from flake8_fastapi.model.framework_names import DEPENDS
from flake8_fastapi.model.local_names import parameters_of
from flake8_fastapi.model.observation import argument
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import UNKNOWN, FunctionObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project


WIDE_LIMIT = re.compile(rb"(?:FastAPI|APIRouter|include_router)\([^)]*?\bmax_body_size\s*=", re.DOTALL)
"""An application, router or inclusion with FastAPI's own limit; taken to hold for all."""

LENGTH = re.compile(rb"content[-_]length", re.IGNORECASE)
REFUSAL = re.compile(rb"\b413\b|TOO_LARGE")
MIDDLEWARE_METHODS = frozenset({"dispatch", "__call__"})
MIDDLEWARE = re.compile(rb"middleware", re.IGNORECASE)

ASKS_SIZE = re.compile(r"\.size\b|content[-_]length|\.tell\(\)|max_\w*(?:size|bytes|length)", re.IGNORECASE)
"""What a function says that looks at the size of an upload."""

ORDER = (ast.Gt, ast.GtE, ast.Lt, ast.LtE)


def is_limited_around(module: Module, function: FunctionNode) -> bool:
    """Whether route, dependencies, callers or the whole application limit what a function is uploaded."""
    if isinstance(function, ast.Lambda):
        return True
    if any(
        keyword.arg == "max_body_size"
        for decorator in function.decorator_list
        if isinstance(decorator, ast.Call)
        for keyword in decorator.keywords
    ):
        return True
    if any(_asks_size(module, provider) for provider in _providers(module, function)):
        return True
    if _decorators_ask(module, function):
        return True
    if _is_limited_as_a_whole(module.project):
        return True
    return not function.decorator_list and _callers_ask(module, function)


def _is_limited_as_a_whole(project: Project) -> bool:
    return project.interpreter.solver.solve(("body limit",), lambda: _find_limit(project), False)


def _find_limit(project: Project) -> bool:
    """Whether an app or router has ``max_body_size``, or a middleware refuses by ``Content-Length``."""
    for path, content in project.survey.contents():
        if b"max_body_size" in content and WIDE_LIMIT.search(content):
            return True
        if LENGTH.search(content) and REFUSAL.search(content) and MIDDLEWARE.search(content):
            module = project.module_at(path)
            if not is_test_file(module.display_path) and _has_limiting_middleware(module):
                return True
    return False


def _has_limiting_middleware(module: Module) -> bool:
    """Whether a middleware in a file looks at ``Content-Length`` and refuses what is too large."""
    for function in module.skeleton.functions:
        text = module.project.bodies.text_of(function)
        if function.name in MIDDLEWARE_METHODS or (function.decorated and ".middleware(" in text):
            if LENGTH.search(text.encode()) and REFUSAL.search(text.encode()):
                if not any(_passes_other_paths_on(each) for each in walk(function.node())):
                    return True
    return False


def _passes_other_paths_on(node: ast.AST) -> bool:
    """Whether a middleware hands on at once what does not go to a path of its own.

    ``if not path.startswith("/videos"): return await self.app(...)`` limits the size of videos only.
    """
    if not isinstance(node, ast.If) or len(node.body) != 1 or not isinstance(node.body[0], ast.Return):
        return False
    returned = node.body[0].value
    if not isinstance(returned, ast.Await) or not isinstance(returned.value, ast.Call):
        return False
    return any(
        "path" in ast.unparse(each)
        for each in walk(node.test)
        if (isinstance(each, ast.UnaryOp) and isinstance(each.op, ast.Not))
        or (isinstance(each, ast.Compare) and isinstance(each.ops[0], (ast.NotEq, ast.NotIn)))
    )


def _providers(
    module: Module, function: ast.FunctionDef | ast.AsyncFunctionDef
) -> Iterator[tuple[ast.expr, Module]]:
    """What a function depends on by its parameters and by ``dependencies=`` of its decorators."""
    for parameter, default in parameters_of(function):
        if isinstance(default, ast.Call):
            yield from _provider(default, module)
        if parameter.annotation is not None:
            for each in read_annotation(parameter.annotation, module).metadata:
                if isinstance(each.node, ast.Call) and each.name in DEPENDS:
                    yield from _provider(each.node, each.module)
    for decorator in function.decorator_list:
        given = argument(decorator, "dependencies") if isinstance(decorator, ast.Call) else None
        for each in getattr(given, "elts", []):
            if isinstance(each, ast.Call):
                yield from _provider(each, module)


def _provider(call: ast.Call, module: Module) -> Iterator[tuple[ast.expr, Module]]:
    name = last_name(call.func)
    provider = argument(call, "dependency", 0)
    if name in ("Depends", "Security") and provider is not None:
        yield provider, module


def _asks_size(module: Module, provider: tuple[ast.expr, Module]) -> bool:
    node, owner = provider
    of = module.project.interpreter.module_scope(owner).type_of(node)
    return isinstance(of, FunctionObject) and _mentions_size(of)


def _decorators_ask(module: Module, function: FunctionNode) -> bool:
    """Whether a decorator that the project defines looks at a size before the function runs."""
    decorators = [] if isinstance(function, ast.Lambda) else function.decorator_list
    named = (each.func if isinstance(each, ast.Call) else each for each in decorators)
    return any(_asks_size(module, (each, module)) for each in named)


def _mentions_size(of: FunctionObject) -> bool:
    return ASKS_SIZE.search(of.definition.module.project.bodies.text_of(of.definition)) is not None


def _callers_ask(module: Module, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function that calls this one looks at a size; it may do so before."""
    project = module.project
    for other, line, text in project.survey.uses(function.name):
        caller = None if f"def {function.name}" in text else other.function_around(line)
        if caller is None:
            continue
        if ASKS_SIZE.search(project.bodies.text_of(caller)) or _decorators_ask(other, caller.node()):
            return True
    return False


def is_checked_before(module: Module, function: FunctionNode, upload: ast.expr, place: ast.expr) -> bool:
    """Whether a function looks at the size of an upload before a place in it.

    A comparison with a maximum counts, and giving the upload to a function that looks at its size, or
    to an unknown one.
    """
    written = ast.unparse(upload)
    position = (place.lineno, place.col_offset)
    for node in _nodes_of(module, function):
        if (node.lineno, node.col_offset) >= position:
            continue
        if isinstance(node, ast.Attribute) and node.attr == "size" and ast.unparse(node.value) == written:
            return True
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if node.value.lower() == "content-length":
                return True
            if node.value == "size" and isinstance(module.index.parent(node), (ast.Call, ast.Subscript)):
                return True  # getattr(file, "size"), not {"size": ...}
        if isinstance(node, ast.Compare):
            if any(isinstance(each, ORDER) for each in node.ops) and ASKS_SIZE.search(ast.unparse(node)):
                return True
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute) and node.func.attr == "tell":
                return True
            values = [*node.args, *(keyword.value for keyword in node.keywords)]
            if any(ast.unparse(each) == written for each in values if isinstance(each, type(upload))):
                if _may_check(module, node):
                    return True
    return False


def _may_check(module: Module, call: ast.Call) -> bool:
    of = module.observation.type_of(call.func)
    if isinstance(of, FunctionObject):
        return _mentions_size(of)
    return of is UNKNOWN


def _nodes_of(
    module: Module, function: FunctionNode
) -> Iterator[ast.Attribute | ast.Constant | ast.Compare | ast.Call]:
    last = function.end_lineno or function.lineno
    index = module.index
    attributes, constants = index.of_kind(ast.Attribute), index.of_kind(ast.Constant)
    for nodes in (attributes, constants, index.of_kind(ast.Compare), index.of_kind(ast.Call)):
        for node in nodes:
            if function.lineno <= node.lineno <= last:
                yield node
