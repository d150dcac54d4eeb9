"""Whether code does nothing but read what a client sent, so that its errors tell of nothing else."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.tree_walk import children, walk
from flake8_fastapi.model.types import External, FunctionObject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flake8_fastapi.model.module import Module

PARSERS = role("parses").names
"""What reads a text that the client sent."""

GATHERING = role("only-hands-on").names
"""What only hands on or counts what it is given, asks for what the client sent, or refuses it."""

OF_TEXTS = frozenset(
    {"decode", "encode", "lower", "upper", "strip", "lstrip", "rstrip", "split", "rsplit", "splitlines",
     "startswith", "endswith", "isdigit", "isalpha", "isalnum", "match", "fullmatch", "search", "findall"}
)  # fmt: skip
OF_DICTIONARIES = frozenset({"get", "items", "keys", "pop", "values"})
PLAIN_CLASSES = (
    "builtins.str.", "builtins.bytes.", "builtins.dict.", "starlette.datastructures.", "starlette.responses.",
    "fastapi.responses.",
)  # fmt: skip
VALIDATING = frozenset({"model_validate", "model_validate_json", "parse_obj", "parse_raw"})
MODEL = "pydantic.BaseModel"
REFUSAL = "raise"
"""Stands for ``raise Exception(...)``, among the names of what is called."""


def only_reads(module: Module, statements: Iterable[ast.stmt]) -> bool:
    """Whether each call in some statements reads, checks or hands on values, and there is one."""
    nodes = [each for statement in statements for each in walk(statement)]
    calls = [each for each in nodes if isinstance(each, ast.Call)]
    read = {name for each in nodes for name in _names_of_parsed(module, each)}
    return bool(calls) and all(_asks_what_was_read(each, read) or _reads(module, each) for each in calls)


def _names_of_parsed(module: Module, node: ast.AST) -> Iterator[str]:
    """The names that an assignment gives what it parses: ``body = await request.json()``."""
    if isinstance(node, ast.Assign):
        value = node.value.value if isinstance(node.value, ast.Await) else node.value
        if isinstance(value, ast.Call) and module.observation.called(value) in PARSERS:
            yield from (each.id for each in node.targets if isinstance(each, ast.Name))


def _asks_what_was_read(call: ast.Call, read: set[str]) -> bool:
    """Whether a call takes a value out of what was parsed before: ``body.get("command")``."""
    function = call.func
    if not isinstance(function, ast.Attribute) or function.attr not in OF_DICTIONARIES:
        return False
    return isinstance(function.value, ast.Name) and function.value.id in read


def _reads(module: Module, call: ast.Call) -> bool:
    observation = module.observation
    of = observation.type_of(call.func)
    if isinstance(of, FunctionObject):
        return _reads_itself(of)
    name = observation.name_of(of) or observation.called(call)
    if name in PARSERS or name in GATHERING or name.startswith(PLAIN_CLASSES):
        return True
    if isinstance(call.func, ast.Attribute):
        if call.func.attr in VALIDATING:
            return observation.is_subclass(call.func.value, MODEL)
        if call.func.attr in OF_TEXTS:
            return not observation.refers_to(call.func.value)
    return _is_exception(name) or observation.is_subclass(call.func, MODEL)


def _is_exception(name: str) -> bool:
    return name.startswith("builtins.") and name.endswith(("Error", "Exception"))


def _reads_itself(function: FunctionObject) -> bool:
    """Whether a function of the project parses, or refuses in its own words, and does nothing else.

    One that raises ``Exception`` itself leaves its callers no other way than to catch everything.
    """
    definition, node = function.definition, function.definition.node()
    project = definition.module.project
    scope = project.interpreter.module_scope(definition.module)
    if not isinstance(node, ast.FunctionDef):
        return False
    names = set()
    for each in _outside_of_refusals(node.body):
        if isinstance(each, ast.Raise):
            if isinstance(each.exc, ast.Call) and last_name(each.exc.func) == "Exception":
                names.add(REFUSAL)
        elif isinstance(each, ast.Call):
            of = scope.reference(each.func)
            name = project.knowledge.canonical(of.name) if isinstance(of, External) else ""
            if name or not (isinstance(each.func, ast.Attribute) and each.func.attr in OF_TEXTS):
                names.add(name)
    return bool(names & {REFUSAL, *PARSERS}) and names <= {REFUSAL, *PARSERS, *GATHERING}


def _outside_of_refusals(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """All nodes of some statements, but of ``raise`` only the statement itself."""
    waiting: list[ast.AST] = list(body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.Raise):
            waiting.extend(children(node))
