"""Asyncio tasks, threads and executor jobs that go on when the function that started them is over."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.local_names import mentions_of, parameter_names, reads_of, value_of
from flake8_fastapi.model.observation import argument, has_unpacking
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.tree_walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.module import Module

TASKS = frozenset({"asyncio.create_task", "asyncio.ensure_future", "asyncio.AbstractEventLoop.create_task"})
EXECUTOR = "concurrent.futures.Executor"
STARTERS = frozenset({"create_task", "ensure_future", "submit", "run_in_executor", "Thread"})
KEEPING = frozenset({"add", "append"})
HARMLESS = frozenset({"add_done_callback", "start", "set_name", "get_name", "daemon", "name"})


@dataclass(frozen=True, slots=True)
class DetachedWork:
    """A call that starts work which nobody in the same function waits for.

    ``function`` is what will run; ``arguments`` are what it gets, by position or keyword.
    """

    call: ast.Call
    way: str
    function: ast.expr
    arguments: tuple[tuple[int | str, ast.expr], ...]


def detached_work(module: Module) -> Iterator[DetachedWork]:
    """The tasks, threads and jobs that may use a parameter of the function that leaves them behind."""
    for call in module.index.of_kind(ast.Call):
        name = last_name(call.func)
        if name not in STARTERS or has_unpacking(call):
            continue
        function = module.index.function_around(call)
        if function is None or not (_mentions_parameter(function, call) or _has_nested(function)):
            continue
        work = _started(module, call, name)
        if work is not None and is_detached(module, function, call):
            yield work


def _has_nested(function: FunctionNode) -> bool:
    """Whether functions are defined in a function: one of them may run, and mention its parameters."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return any(isinstance(each, kinds) for each in walk(function) if each is not function)


def _mentions_parameter(function: FunctionNode, call: ast.Call) -> bool:
    """Whether a call hands on a parameter of the function around it: asked first, for it costs least."""
    names = parameter_names(function)
    return any(isinstance(each, ast.Name) and each.id in names for each in walk(call))


def _started(module: Module, call: ast.Call, name: str) -> DetachedWork | None:
    called = module.observation.called(call)
    if called in TASKS:
        made = argument(call, "coro", 0) or argument(call, "coro_or_future", 0)
        if isinstance(made, ast.Call) and not has_unpacking(made):
            return DetachedWork(call, name, made.func, _arguments(made, 0))
    elif called == "threading.Thread":
        target, given = argument(call, "target", 1), argument(call, "args", 3)
        if target is not None:
            positional = given.elts if isinstance(given, (ast.Tuple, ast.List)) else []
            arguments: list[tuple[int | str, ast.expr]] = list(enumerate(positional))
            keywords = argument(call, "kwargs", 4)
            if isinstance(keywords, ast.Dict):
                for key, value in zip(keywords.keys, keywords.values, strict=True):
                    if isinstance(key, ast.Constant) and isinstance(key.value, str):
                        arguments.append((key.value, value))
            return _work(module, call, "a thread", target, tuple(arguments))
    elif called == "asyncio.AbstractEventLoop.run_in_executor":
        if len(call.args) > 1:
            return _work(module, call, name, call.args[1], _arguments(call, 2))
    elif name == "submit" and isinstance(call.func, ast.Attribute) and call.args:
        if module.observation.is_instance(call.func.value, EXECUTOR):
            return _work(module, call, "an executor", call.args[0], _arguments(call, 1))
    return None


def _work(
    module: Module,
    call: ast.Call,
    way: str,
    function: ast.expr,
    arguments: tuple[tuple[int | str, ast.expr], ...],
) -> DetachedWork:
    """The work, seen through a lambda that calls a function, or a ``partial`` of one."""
    if isinstance(function, ast.Lambda) and isinstance(function.body, ast.Call):
        if not has_unpacking(function.body):
            return DetachedWork(call, way, function.body.func, _arguments(function.body, 0))
    if isinstance(function, ast.Call) and function.args and not has_unpacking(function):
        if module.observation.called(function) == "functools.partial":
            return DetachedWork(call, way, function.args[0], (*_arguments(function, 1), *arguments))
    return DetachedWork(call, way, function, arguments)


def _arguments(call: ast.Call, first: int) -> tuple[tuple[int | str, ast.expr], ...]:
    positional: list[tuple[int | str, ast.expr]] = list(enumerate(call.args[first:]))
    named = [(keyword.arg, keyword.value) for keyword in call.keywords if keyword.arg is not None]
    return (*positional, *named)


def is_detached(module: Module, function: FunctionNode, call: ast.Call) -> bool:
    """Whether what a call starts is surely waited for nowhere in the function.

    It is dropped, or kept in something that is not the function's own. Whatever else is done
    with it counts as waiting.
    """
    parent = module.index.parent(call)
    if isinstance(parent, ast.Expr):
        return True
    if isinstance(parent, ast.Attribute):
        return parent.attr in HARMLESS and isinstance(module.index.parent(parent), ast.Call)
    if isinstance(parent, ast.Call):
        return _keeps_elsewhere(module, function, parent, call)
    target: ast.expr | None = None
    if isinstance(parent, ast.Assign) and len(parent.targets) == 1:
        target = parent.targets[0]
    elif isinstance(parent, ast.AnnAssign):
        target = parent.target
    if isinstance(target, (ast.Attribute, ast.Subscript)):
        return _outlives(module, function, target)
    if not isinstance(target, ast.Name) or value_of(module.index, function, target.id) is not call:
        return False
    return all(_is_harmless(module, function, each) for each in reads_of(module.index, function, target.id))


def _is_harmless(module: Module, function: FunctionNode, name: ast.Name) -> bool:
    parent = module.index.parent(name)
    if isinstance(parent, ast.Attribute):
        return parent.attr in HARMLESS
    if isinstance(parent, ast.Assign) and parent.value is name and len(parent.targets) == 1:
        return _outlives(module, function, parent.targets[0])
    return isinstance(parent, ast.Call) and _keeps_elsewhere(module, function, parent, name)


def _outlives(module: Module, function: FunctionNode, target: ast.expr) -> bool:
    """Whether what is put there stays when the function ends, and the function does not look at it again.

    ``app.state.task = task``, ``self.tasks[key] = task``, or a dictionary of the module.
    """
    if isinstance(target, ast.Attribute):
        kept: ast.expr = target
    elif isinstance(target, ast.Subscript) and _is_kept_outside(module, function, target.value):
        kept = target.value
    else:
        return False
    root = kept
    while isinstance(root, ast.Attribute):
        root = root.value
    if not isinstance(root, ast.Name) or any(
        isinstance(each.ctx, ast.Store) for each in mentions_of(module.index, function, root.id)
    ):
        return False
    path = ast.unparse(kept)
    mentions = [each for each in walk(function) if isinstance(each, type(kept)) and ast.unparse(each) == path]
    return len(mentions) == 1


def _keeps_elsewhere(module: Module, function: FunctionNode, call: ast.Call, kept: ast.expr) -> bool:
    """Whether it is ``tasks.add(task)`` where ``tasks`` outlives the function."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in KEEPING or call.args != [kept]:
        return False
    return _is_kept_outside(module, function, call.func.value)


def _is_kept_outside(module: Module, function: FunctionNode, container: ast.expr) -> bool:
    """Whether a container is an attribute of something, or the module's."""
    owner = container
    while isinstance(owner, ast.Attribute):
        owner = owner.value
    if not isinstance(owner, ast.Name):
        return False
    if owner is not container:
        return True  # an attribute: self.tasks, app.state.tasks
    is_local = owner.id in parameter_names(function) or any(
        isinstance(each.ctx, ast.Store) for each in mentions_of(module.index, function, owner.id)
    )
    around = module.index.function_around(function)
    return not is_local and around is None
