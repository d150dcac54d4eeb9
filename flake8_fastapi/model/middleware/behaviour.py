"""What a middleware may do with a request: call on, answer by itself, refuse it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.middleware import answering_middleware
from flake8_fastapi.model.configuration.resolver import ConfiguredValues
from flake8_fastapi.model.configuration.values import Members
from flake8_fastapi.model.framework_names import BASE_HTTP_MIDDLEWARE, CORS_MIDDLEWARE
from flake8_fastapi.model.middleware.asgi_answers import answers_of_asgi
from flake8_fastapi.model.middleware.dispatch_answers import answers_of_dispatch
from flake8_fastapi.model.middleware.entry_points import Answer, EntryPoint, parameters_of
from flake8_fastapi.model.observation import argument, has_unpacking
from flake8_fastapi.model.types import ClassObject, External, FunctionObject

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
    from flake8_fastapi.model.interpreter import Interpreter
    from flake8_fastapi.model.middleware.registrations import Registration
    from flake8_fastapi.model.types import Type


def is_cors(interpreter: Interpreter, of: Type) -> bool:
    """Whether a class is Starlette's ``CORSMiddleware`` or a subclass of it."""
    return not _lineage(interpreter, of).isdisjoint(CORS_MIDDLEWARE)


def _lineage(interpreter: Interpreter, of: Type) -> set[str]:
    if isinstance(of, External):
        return {of.name, interpreter.knowledge.canonical(of.name)}
    if isinstance(of, ClassObject):
        return {each for each in interpreter.hierarchy.lineage(of.definition) if isinstance(each, str)}
    return set()


def entry_point(interpreter: Interpreter, of: Type) -> EntryPoint | None:
    """The function of the project that gets the requests of a middleware; None for a library's."""
    if isinstance(of, FunctionObject):
        return _with_call_next(of.definition, None)
    if not isinstance(of, ClassObject):
        return None
    bases = _lineage(interpreter, of)
    if BASE_HTTP_MIDDLEWARE in bases:
        method = interpreter.hierarchy.method(of.definition, "dispatch")
        if method is not None:
            return _with_call_next(method, of.definition)
    method = interpreter.hierarchy.method(of.definition, "__call__")
    if method is not None and method.is_async and len(parameters_of(method)) == 4:
        return EntryPoint(method, "", of.definition)
    return None


def _with_call_next(definition: FunctionDefinition, cls: ClassDefinition | None) -> EntryPoint | None:
    names = parameters_of(definition)
    return EntryPoint(definition, names[-1], cls) if len(names) >= 2 else None


def answer_of(interpreter: Interpreter, of: Type) -> Answer | None:
    """How a middleware answers by itself; None where it always calls on, or where that is not known."""
    for name in _lineage(interpreter, of):
        row = answering_middleware().get(name)
        if row is not None:
            return Answer(row.answers, lets_in=row.lets_in)
    entry = entry_point(interpreter, of)
    if entry is None or _sets_cors_headers(entry):
        return None
    answers = answers_of_dispatch(entry) if entry.call_on else answers_of_asgi(entry)
    return next(iter(sorted(answers, key=lambda each: each.status is None)), None)


def lets_everything_in(added: Registration, answer: Answer) -> bool:
    """Whether a middleware is added so that it never answers itself: ``allowed_hosts=["*"]``, or without."""
    if not answer.lets_in or not isinstance(added.node, ast.Call) or has_unpacking(added.node):
        return False
    option, member = answer.lets_in
    given = argument(added.node, option, 1)
    if given is None:
        return True
    values = ConfiguredValues(added.module.project).of_node(added.module, given).options
    return bool(values) and all(
        isinstance(each.content, Members) and any(one.text == member for one in each.content.values.options)
        for each in values
    )


def _sets_cors_headers(entry: EntryPoint) -> bool:
    """Whether a middleware gives its answers CORS headers itself, as far as the text around it tells."""
    lines = entry.definition.module.project.bodies.lines_of(entry.definition.module)
    if entry.cls is not None:
        lines = lines[: entry.cls.end_line]  # its constants stand before it
    return any("access-control-allow-" in line.lower() for line in lines)


def refuses(interpreter: Interpreter, of: Type) -> bool:
    """Whether a middleware refuses requests without valid credentials: it answers with 401."""
    for name in _lineage(interpreter, of):
        row = answering_middleware().get(name)
        if row is not None:
            return row.role == "authentication"
    entry = entry_point(interpreter, of)
    if entry is None:
        return False
    answers = answers_of_dispatch(entry) if entry.call_on else answers_of_asgi(entry)
    return any(each.status == 401 for each in answers)
