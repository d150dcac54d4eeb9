"""What rules subscribe to: the order of an app's middleware, and the functions that are middleware."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.framework_names import BASE_HTTP_MIDDLEWARE
from flake8_fastapi.model.lifespans import functions_in
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.middleware.behaviour import (
    answer_of,
    entry_point,
    is_cors,
    lets_everything_in,
    refuses,
)
from flake8_fastapi.model.middleware.elsewhere import added_elsewhere
from flake8_fastapi.model.middleware.entry_points import Answer
from flake8_fastapi.model.middleware.stack import stacks
from flake8_fastapi.model.observation import argument
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.types import ClassObject, FunctionObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition, FunctionNode
    from flake8_fastapi.model.interpreter import Interpreter
    from flake8_fastapi.model.middleware.entry_points import EntryPoint
    from flake8_fastapi.model.middleware.registrations import Registration
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.routing.objects import RoutingObject


@dataclass(frozen=True, slots=True)
class OutsideCors(Located):
    """``CORSMiddleware`` of an app, and a middleware outside of it that may answer by itself.

    ``place`` is where the former stands; where that is in another file that cannot know of the app, it is
    where the latter stands, or the app's constructor for a list that is written elsewhere.
    """

    PLACE = "place"

    place: Registration | ast.expr
    cors: Registration
    outer: Registration
    answer: Answer
    others: int
    """How many more there are."""


def outside_cors(module: Module) -> Iterator[OutsideCors]:
    """The additions of ``CORSMiddleware`` in a file that something stands around; each once."""
    if is_test_file(module.display_path):
        return
    interpreter = module.project.interpreter
    seen: set[tuple[int, int]] = set()
    for app, stack in stacks(module):
        if app is not None and _is_wrapped(module, app):
            continue
        for position, cors in enumerate(stack):
            if not _is_cors(interpreter, cors) or not _is_told_here(module, app, cors):
                continue
            around = _answering_around(interpreter, stack, position)
            where = _place_in(module, app, cors, [each for each, _ in around])
            if not around or where is None:
                continue
            outer, answer = around[0]
            if (where.lineno, where.col_offset) not in seen:
                seen.add((where.lineno, where.col_offset))
                yield OutsideCors(where, cors, outer, answer, len(around) - 1)


def _is_told_here(module: Module, app: RoutingObject | None, cors: Registration) -> bool:
    """Whether it is this file in which an order is reported: once, by the file that can know of it."""
    if cors.module is module:
        return not (cors.is_followed and app is not None and app.module is not module)
    only_here = cors.is_followed or cors.form == "listed"
    return only_here and app is not None and app.module is module


def _place_in(
    module: Module, app: RoutingObject | None, cors: Registration, around: list[Registration]
) -> Registration | ast.expr | None:
    """Where an order is reported in a file."""
    if cors.module is module:
        return cors
    if cors.form == "listed":
        return app.call if app is not None else None
    found = next((each for each in reversed(around) if each.module is module), None)
    if found is not None or app is None or not cors.is_followed or _are_together(cors, around):
        return found
    return app.call  # both are added by functions of other files that get the app


def _are_together(cors: Registration, around: list[Registration]) -> bool:
    """Whether one function adds both, so that its own file shows the order."""
    function = cors.module.function_around(cors.lineno)
    return any(
        each.module is cors.module and each.module.function_around(each.lineno) is function for each in around
    )


def _is_cors(interpreter: Interpreter, entry: Registration) -> bool:
    return is_cors(interpreter, entry.of) or (entry.is_undefined and entry.name == "CORSMiddleware")


def _answering_around(
    interpreter: Interpreter, stack: list[Registration], position: int
) -> list[tuple[Registration, Answer]]:
    """What stands around an entry and may answer by itself; nothing where more CORS is further out."""
    found = []
    for outer in stack[:position]:
        if stack[position].excludes(outer):
            continue
        if _is_cors(interpreter, outer):
            return []
        answer = answer_of(interpreter, outer.of)
        if answer is not None and lets_everything_in(outer, answer):
            continue
        if outer.is_undefined:
            answer = Answer("may answer some requests itself")
        if answer is not None:
            found.append((outer, answer))
    return found


def _is_wrapped(module: Module, app: RoutingObject) -> bool:
    """Whether the file wraps the whole app: ``CORSMiddleware(app=app, ...)``."""
    resolver = module.project.routing.resolver
    for call in module.index.of_kind(ast.Call):
        name = last_name(call.func)
        if not name.endswith("CORSMiddleware"):
            continue
        scope = module.routing.scope_of(call)
        if resolver.object_of(argument(call, "app", 0), scope) == app:
            return True
    return False


@dataclass(frozen=True, slots=True)
class MiddlewareFunction(Located):
    """A function of the file being checked that gets the requests of a middleware.

    ``form`` is ``dispatch`` (of a ``BaseHTTPMiddleware``, or handed to it), ``decorated``
    (``@app.middleware("http")``) or ``asgi``. ``name`` is that of the class or function.
    """

    function: FunctionNode
    entry: EntryPoint
    form: str
    name: str
    node: ast.expr | ast.stmt
    """Where it becomes middleware: the class, the decorator, or the function where another file does it."""


def middleware_functions(module: Module) -> Iterator[MiddlewareFunction]:
    """The functions and methods of a file that run as middleware, in no particular order."""
    yield from _functions(module)
    for definition in added_elsewhere(module):
        yield from _function(module, definition, "decorated", None)
    interpreter = module.project.interpreter
    added = _added_classes(module)
    for node in module.index.of_kind(ast.ClassDef):
        cls = _definition_of(module, node)
        if cls is None:
            continue
        entry = entry_point(interpreter, ClassObject(cls))
        if entry is None or entry.definition.owner is not cls:
            continue
        if not entry.call_on and cls not in added:
            continue
        function = _method_node(node, entry)
        if function is not None:
            form = "dispatch" if entry.call_on else "asgi"
            yield MiddlewareFunction(function, entry, form, cls.name, node)


def _functions(module: Module) -> Iterator[MiddlewareFunction]:
    """Functions under ``@app.middleware("http")``, handed to it, or given as ``dispatch=``."""
    resolver = module.project.routing.resolver
    for call in module.index.of_kind(ast.Call):
        given, form = argument(call, "dispatch"), "dispatch"
        if given is None and isinstance(call.func, ast.Attribute) and call.func.attr == "middleware":
            above = module.index.parent(call)
            if not _is_app(module, call.func.value):
                continue
            form = "decorated"
            if isinstance(above, (ast.FunctionDef, ast.AsyncFunctionDef)) and call in above.decorator_list:
                definition = module.routing.definition_of(above)
                yield from _function(module, definition, form, call)
            elif isinstance(above, ast.Call) and above.func is call and above.args:
                given = above.args[0]
        if given is not None:
            found = resolver.function_of(given, module.routing.scope_of(call))
            if found is not None and found.module is module:
                yield from _function(module, found, form, call)


def _function(
    module: Module, definition: FunctionDefinition, form: str, node: ast.expr | None
) -> Iterator[MiddlewareFunction]:
    """``node`` is where the file makes it middleware; None where another file does."""
    entry = entry_point(module.project.interpreter, FunctionObject(definition))
    if entry is None:
        return
    for function in functions_in(module):
        if (function.lineno, function.col_offset) == (definition.line, definition.column):
            yield MiddlewareFunction(function, entry, form, definition.name, node or function)


def _is_app(module: Module, node: ast.expr) -> bool:
    resolver = module.project.routing.resolver
    found = resolver.object_of(node, module.routing.scope_of(node))
    if found is not None:
        return found.is_application
    return module.observation.is_instance(node, "fastapi.FastAPI", "starlette.applications.Starlette")


def _added_classes(module: Module) -> set[ClassDefinition]:
    """The classes of the file that its own text, or another file's, adds to an app."""
    found: set[ClassDefinition] = set()
    for cls in module.skeleton.classes:
        if "__call__" not in cls.methods or not cls.methods["__call__"][0].is_async:
            continue
        for _, _, line in module.project.survey.mentions(cls.name):
            if "add_middleware" in line or "Middleware(" in line.replace(f"{cls.name}(", ""):
                found.add(cls)
                break
    return found


def _definition_of(module: Module, node: ast.ClassDef) -> ClassDefinition | None:
    return next(
        (each for each in module.skeleton.classes if each.line == node.lineno and each.name == node.name),
        None,
    )


def _method_node(node: ast.ClassDef, entry: EntryPoint) -> FunctionNode | None:
    for each in node.body:
        if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef)) and each.lineno == entry.definition.line:
            return each
    return None


@dataclass(frozen=True, slots=True)
class BaseMiddleware(Located):
    """A use of ``BaseHTTPMiddleware``: a subclass, the class itself with ``dispatch=``, or the decorator."""

    node: ast.expr | ast.stmt
    name: str


def base_middleware(module: Module) -> Iterator[BaseMiddleware]:
    """The uses of ``BaseHTTPMiddleware`` in a file."""
    for node in module.index.of_kind(ast.ClassDef):
        if any(module.observation.refers_to(base) == BASE_HTTP_MIDDLEWARE for base in node.bases):
            yield BaseMiddleware(node, node.name)
    for call in module.index.of_kind(ast.Call):
        if argument(call, "dispatch") is None:
            continue
        given = [
            *call.args[:1],
            *(keyword.value for keyword in call.keywords if keyword.arg in ("cls", "middleware_class")),
        ]
        if any(module.observation.refers_to(each) == BASE_HTTP_MIDDLEWARE for each in given):
            yield BaseMiddleware(call, "BaseHTTPMiddleware")
    for each in _functions(module):
        if each.form == "decorated":
            yield BaseMiddleware(each.node, f"{each.name}()")


@dataclass(frozen=True, slots=True)
class OutsideRecorder(Located):
    """Middleware that refuses requests, outside of one that should see them or catch its errors."""

    PLACE = "authentication"

    authentication: Registration
    inner: Registration
    role: str
    """``logging`` or ``error handling``."""


def outside_recorders(module: Module) -> Iterator[OutsideRecorder]:
    """The additions of authentication in a file that stand around logging or error handling; each once."""
    from flake8_fastapi.model.middleware.roles import role_of

    if is_test_file(module.display_path):
        return
    interpreter = module.project.interpreter
    seen: set[tuple[int, int]] = set()
    for _, stack in stacks(module):
        for position, outer in enumerate(stack):
            place = (outer.lineno, outer.col_offset)
            if outer.module is not module or place in seen or not refuses(interpreter, outer.of):
                continue
            for inner in stack[position + 1 :]:
                role = role_of(interpreter, inner.of)
                if role and not outer.excludes(inner):
                    seen.add(place)
                    yield OutsideRecorder(outer, inner, role)
                    break
