"""The fix of event handlers: a lifespan that calls them."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.fixes.name_scopes import NameScopes
from flake8_fastapi.model.event_handlers import ARGUMENTS, event_handlers
from flake8_fastapi.model.local_names import function_statements, parameters_of
from flake8_fastapi.model.observation import argument, has_unpacking
from flake8_fastapi.model.types import FunctionObject

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft
    from flake8_fastapi.model.event_handlers import EventHandler
    from flake8_fastapi.model.module import Module

NAMES = ("lifespan", "app_lifespan")
REGISTERING = ("register_tortoise",)
"""Functions of libraries that give an app handlers, which a lifespan would silence."""

REGISTERS = (b".on_event(", b"add_event_handler", b"on_startup", b"on_shutdown")


def fold_handlers(module: Module, handler: EventHandler, draft: Draft) -> str:
    """Make the app's lifespan of all of its handlers, which must stand in this file."""
    owner = handler.owners[0] if len(handler.owners) == 1 else None
    if owner is None or owner.call is None or owner.module is not module:
        raise draft.refusal("it is not known which app it is, or that stands in another file")
    # What is known of the app may have been read from an earlier tree of the same text.
    call = next((each for each in draft.calls_at(owner.call) if ast.dump(each) == ast.dump(owner.call)), None)
    assignment = module.index.statement_of(call) if call is not None else None
    if (
        call is None
        or not isinstance(assignment, (ast.Assign, ast.AnnAssign))
        or assignment.value is not call
    ):
        raise draft.refusal("the app is not made by an assignment in this file")
    if has_unpacking(call) or argument(call, "lifespan") is not None:
        raise draft.refusal("the app may have a lifespan")
    if any(each in draft.source.text for each in REGISTERING):
        raise draft.refusal("a library gives the app handlers of its own")
    _demand_that_no_other_file_registers(module, draft)
    calls: dict[str, list[str]] = {"startup": [], "shutdown": []}
    decorated: dict[ast.FunctionDef | ast.AsyncFunctionDef, list[ast.expr]] = {}
    keywords: list[ast.keyword] = []
    for each in event_handlers(module):
        if each.owners != handler.owners or each.cls != "fastapi.FastAPI":
            raise draft.refusal("the file has handlers of another app or router")
        if each.way in ARGUMENTS:
            assert isinstance(each.node, ast.keyword)
            keywords.append(each.node)
            calls[each.way.removeprefix("on_")][:0] = _given(module, each.node, draft)
        else:
            event, function, decorator = _decorating(module, each, assignment, draft)
            decorated.setdefault(function, []).append(decorator)
            calls[event].append(_called(module, function, draft))
    for function, decorators in decorated.items():
        if len(decorators) != len(function.decorator_list):
            raise draft.refusal("a handler has another decorator")
        for decorator in decorators:
            draft.remove_decorator(function, decorator)
    name = _free_name(module, assignment, draft)
    _give(call, keywords, name, draft)
    draft.insert_definition(assignment, _lines(name, call, assignment, calls, draft))
    return f"Call the handlers in a lifespan of {handler.receiver}"


def _demand_that_no_other_file_registers(module: Module, draft: Draft) -> None:
    """An app with a lifespan never runs the handlers that another file gives it."""
    for other, _ in module.project.survey.files(lambda content: any(word in content for word in REGISTERS)):
        if other is not module:
            raise draft.refusal("another file may register a handler, which would not run any more")


def _given(module: Module, keyword: ast.keyword, draft: Draft) -> list[str]:
    """The calls of the handlers in ``on_startup=[...]``."""
    value = keyword.value
    if not isinstance(value, (ast.List, ast.Tuple)):
        raise draft.refusal("the handlers are not listed")
    found = []
    for each in value.elts:
        of = module.observation.type_of(each)
        if not isinstance(each, (ast.Name, ast.Attribute)) or not isinstance(of, FunctionObject):
            raise draft.refusal("a handler is no function by its name")
        found.append(f"{'await ' if of.definition.is_async else ''}{ast.unparse(each)}()")
    return found


def _decorating(
    module: Module, handler: EventHandler, assignment: ast.stmt, draft: Draft
) -> tuple[str, ast.FunctionDef | ast.AsyncFunctionDef, ast.expr]:
    """The event, the function and the decorator of ``@app.on_event(event)`` in the block of the app."""
    node = handler.node
    assert isinstance(node, ast.Call)
    for function in function_statements(module.index):
        if node in function.decorator_list:
            if module.index.function_around(function) is not module.index.function_around(assignment):
                raise draft.refusal("a handler stands in another function than the app")
            if module.index.class_around(function) is not None:
                raise draft.refusal("a handler is a method")
            event = module.observation.constant(argument(node, "event_type", 0) or node)
            return str(event), function, node
    raise draft.refusal("a handler is not registered by a decorator")


def _called(module: Module, function: ast.FunctionDef | ast.AsyncFunctionDef, draft: Draft) -> str:
    if parameters_of(function) or NameScopes(module.index).binders(function.name, function) != [function]:
        raise draft.refusal("a handler takes arguments, or its name means something else too")
    return f"{'await ' if isinstance(function, ast.AsyncFunctionDef) else ''}{function.name}()"


def _free_name(module: Module, assignment: ast.stmt, draft: Draft) -> str:
    scopes = NameScopes(module.index)
    for name in NAMES:
        if scopes.is_free(name, assignment):
            return name
    raise draft.refusal("there is a lifespan already")


def _give(call: ast.Call, keywords: list[ast.keyword], name: str, draft: Draft) -> None:
    if not keywords:
        draft.add_keyword(call, "lifespan", name)
        return
    first, *others = sorted(keywords, key=lambda each: (each.lineno, each.col_offset))
    draft.replace_keyword_argument(call, first, f"lifespan={name}")
    for each in others:
        draft.remove_argument(call, each)


def _lines(
    name: str, call: ast.Call, assignment: ast.stmt, calls: dict[str, list[str]], draft: Draft
) -> list[str]:
    """The text of the lifespan."""
    iterator = draft.name_for("collections.abc.AsyncIterator", at=assignment, also=("typing.AsyncIterator",))
    manager = draft.name_for("contextlib.asynccontextmanager", at=assignment)
    unit = draft.usual_indent()
    lines = [
        f"@{manager}",
        f"async def {name}(app: {draft.source.source_of(call.func)}) -> {iterator}[None]:",
        *(f"{unit}{each}" for each in calls["startup"]),
    ]
    if not calls["shutdown"]:
        return [*lines, f"{unit}yield"]
    return [
        *lines,
        f"{unit}try:",
        f"{unit}{unit}yield",
        f"{unit}finally:",
        *(f"{unit}{unit}{each}" for each in calls["shutdown"]),
    ]
