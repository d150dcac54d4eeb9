"""Functions of which it is asked what they are: coroutine functions, generators, or plain ones."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.bodies import yields
from flake8_fastapi.model.scope import path_of
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.types import External, FunctionObject, Type, Union, union

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flake8_fastapi.model.scope import Scope

FUNCTION_TESTS = {
    "inspect.iscoroutinefunction": (False, True),
    "asyncio.iscoroutinefunction": (False, True),
    "asyncio.coroutines.iscoroutinefunction": (False, True),
    "inspect.isgeneratorfunction": (True, False),
    "inspect.isasyncgenfunction": (True, True),
}
"""Whether what is asked for is a generator function, and whether it is async."""

FUNCTION_QUESTIONS = frozenset(name.rpartition(".")[2] for name in FUNCTION_TESTS)

AWAITABLE_TESTS = frozenset({"inspect.isawaitable", "inspect.iscoroutine", "asyncio.iscoroutine"})
AWAITABLE_QUESTIONS = frozenset(name.rpartition(".")[2] for name in AWAITABLE_TESTS)


def split_by_kind(
    scope: Scope, test: ast.Call, asking: ast.Name | ast.Attribute
) -> tuple[dict[str, Type], dict[str, Type]]:
    """What is left of several functions when one of these tests is true, and when false."""
    path = path_of(test.args[0])
    if path is None or last_name(asking) not in FUNCTION_QUESTIONS or is_parameter(scope, path):
        return {}, {}
    reference, of = scope.reference(asking), scope.type_of(test.args[0])
    if not isinstance(reference, External) or not isinstance(of, Union):
        return {}, {}
    kinds = FUNCTION_TESTS.get(reference.name)
    if kinds is None:
        return {}, {}
    answers = [is_of_kind(option, kinds) for option in of.options]
    inside = [option for option, answer in zip(of.options, answers, strict=True) if answer is not False]
    outside = [option for option, answer in zip(of.options, answers, strict=True) if answer is not True]
    return ({path: union(inside)} if inside else {}), ({path: union(outside)} if outside else {})


def is_of_kind(of: Type, kinds: tuple[bool, bool]) -> bool | None:
    """Whether a function is of the kind that a test asks for; None for what is not known."""
    if not isinstance(of, FunctionObject) or of.manager:
        return None
    return (yields(of.definition.node()), of.definition.is_async) == kinds


def is_parameter(scope: Scope, path: str) -> bool:
    """Whether a name is a parameter: what is done with what a caller gives is judged at that call."""
    if scope.definition is None:
        return False
    return any(each.name == path for each in scope.interpreter.signatures.of(scope.definition).parameters)


def asks_for_awaitable(following: Sequence[ast.stmt]) -> bool:
    """Whether the next statement is ``if isawaitable(x):``, or the like."""
    test = following[0].test if following and isinstance(following[0], ast.If) else None
    if not isinstance(test, ast.Call) or not isinstance(test.func, (ast.Name, ast.Attribute)):
        return False
    return last_name(test.func) in AWAITABLE_QUESTIONS
