"""The fix of blocking calls: a plain ``def``, which FastAPI runs in a thread, or a thread for the call."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.request_path import kind_of
from flake8_fastapi.model.local_names import parameter_names, reads_of
from flake8_fastapi.model.observation import argument
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.types import ClassObject, External, FunctionObject, Generator, Instance, Manager

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.nodes import BlockingCall

FASTAPI_RUNNER = "fastapi.concurrency.run_in_threadpool"
STARLETTE_RUNNER = "starlette.concurrency.run_in_threadpool"

THREADS_DO_NOT_HELP = frozenset({"cpu"})
"""Categories whose work a thread hardly takes off the loop: only one thread at a time runs Python."""

NEEDS_LOOP = ("asyncio.", "anyio.", "contextvars.ContextVar.set")
STARTS_TASKS = frozenset({"create_task", "ensure_future", "call_soon", "call_later", "get_running_loop"})

BOUND_TO_THREAD = ("sqlite3.", "sqlalchemy.orm.scoped_session")
"""Classes whose objects work in the thread that made them, or are others in each thread."""

HARMLESS_MANAGERS = frozenset({"contextlib.suppress"})


def take_off_the_loop(module: Module, call: BlockingCall, draft: Draft) -> str:
    """Write the cure that a user would choose: the whole function in a thread, or this call."""
    if call.can_be_plain:
        function = draft.function_at(call.function)
        if isinstance(function, ast.AsyncFunctionDef) and _may_be_plain(module, call, function):
            draft.make_plain(function)
            return f"Make {call.function.name} a plain def, which FastAPI runs in a thread"
    node = _call_of(module, call, draft)
    _demand_that_it_may_leave(module, call, node, draft)
    runner = FASTAPI_RUNNER if "fastapi" in draft.source.text else STARLETTE_RUNNER
    name = draft.name_for(runner, at=node, also=(FASTAPI_RUNNER, STARLETTE_RUNNER))
    draft.offload(node, name)
    return f"Run {ast.unparse(node.func)} in a thread"


def _may_be_plain(module: Module, call: BlockingCall, function: ast.AsyncFunctionDef) -> bool:
    """Whether only FastAPI calls a coroutine function, and nothing in it needs the event loop."""
    called = module.observation.called
    if module.project.survey.is_called_anywhere(call.function) or _is_given_bound(module, function):
        return False
    for decorator in function.decorator_list:
        # Another decorator may await what it wraps.
        if not isinstance(decorator, ast.Call) or not called(decorator).startswith(
            ("fastapi.", "starlette.")
        ):
            return False
    for each in module.index.of_kind(ast.Call):
        if any(above is function for above in module.index.ancestors(each)):
            name = last_name(each.func)
            if name in STARTS_TASKS or called(each).startswith(NEEDS_LOOP):
                return False
            if kind_of(called(each)) is not None:
                return False  # made for each request, which another rule reports as soon as it does not block
    return True


def _is_given_bound(module: Module, function: ast.AsyncFunctionDef) -> bool:
    """Whether a parameter is an object that another thread must not use, as far as is known."""
    names = parameter_names(function)
    for name in names:
        for mention in reads_of(module.index, function, name):
            if _is_bound(module, mention):
                return not any(b"check_same_thread" in text for _, text in module.project.survey.contents())
    return False


def _is_bound(module: Module, node: ast.expr) -> bool:
    of = module.observation.type_of(node)
    name = of.cls if isinstance(of, Instance) else of.name if isinstance(of, External) else ""
    return isinstance(name, str) and name.startswith(BOUND_TO_THREAD)


def _call_of(module: Module, call: BlockingCall, draft: Draft) -> ast.Call:
    """The call that blocks: one that begins at the place and is named like it."""
    observation = module.observation
    short = call.effect.name.rpartition(".")[2]
    for each in draft.calls_at(call):
        of = observation.type_of(each.func)
        if isinstance(of, (FunctionObject, ClassObject)):
            if of.definition.name == short:
                return each
        elif not call.effect.chain:
            attribute = each.func.attr if isinstance(each.func, ast.Attribute) else ""
            if attribute == short or observation.called(each) == call.effect.operation:
                return each
    raise draft.refusal("what blocks is no call, or goes by another name")


def _demand_that_it_may_leave(module: Module, call: BlockingCall, node: ast.Call, draft: Draft) -> None:
    """Refuse where a thread of its own for the call would be no cure, or not right."""
    observation = module.observation
    if not call.effect.chain and kind_of(call.effect.operation) is not None:
        raise draft.refusal("it is to be made once, and not in a thread for each request")
    if call.effect.category in THREADS_DO_NOT_HELP:
        raise draft.refusal("a thread does not help where the processor is busy")
    if not isinstance(node.func, (ast.Name, ast.Attribute)):
        raise draft.refusal("what is called has no name")
    if any(each.arg == "func" for each in node.keywords):
        raise draft.refusal("run_in_threadpool has a parameter of that name itself")
    if isinstance(node.func, ast.Attribute) and node.func.attr.startswith("iter"):
        raise draft.refusal("it blocks when it is iterated")
    stream = argument(node, "stream")
    if isinstance(observation.type_of(node), (Generator, Manager)) or (
        stream is not None and observation.constant(stream) is not False
    ):
        raise draft.refusal("it blocks when it is iterated or entered, not when it is called")
    _demand_that_nothing_around_holds_it(module, node, draft)
    if call.effect.category == "session" and _has_sessions_of_threads(module):
        raise draft.refusal("each thread has a session of its own")
    if call.effect.category == "session" and isinstance(draft.index.parent(node), ast.Attribute):
        raise draft.refusal("fetching from the result blocks as well")
    if any(_is_bound(module, each) for each in _handed(node)):
        raise draft.refusal("what it works on is bound to this thread")
    if call.effect.operation.startswith(BOUND_TO_THREAD) and not call.effect.chain:
        raise draft.refusal("what it gives is bound to the thread that it runs in")
    function = observation.type_of(node.func)
    if isinstance(function, FunctionObject):
        if function.definition.is_async:
            raise draft.refusal("a coroutine blocks, and no thread takes that")
        text = function.definition.module.project.bodies.text_of(function.definition)
        if any(word in text for word in ("asyncio", *STARTS_TASKS)):
            raise draft.refusal("it needs the event loop")


def _demand_that_nothing_around_holds_it(module: Module, node: ast.Call, draft: Draft) -> None:
    for above in module.index.ancestors(node):
        if isinstance(above, (ast.AsyncFunctionDef, ast.FunctionDef)):
            return
        if isinstance(above, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
            raise draft.refusal("it stands in a comprehension")
        if isinstance(above, ast.With) and not _are_harmless(module, above):
            raise draft.refusal("the with around it belongs to this thread")


def _are_harmless(module: Module, statement: ast.With) -> bool:
    return all(
        isinstance(each.context_expr, ast.Call)
        and module.observation.called(each.context_expr) in HARMLESS_MANAGERS
        for each in statement.items
    )


def _handed(node: ast.Call) -> list[ast.expr]:
    """What the call works on: the objects behind the method that is called, and its arguments."""
    receivers: list[ast.expr] = []
    part: ast.expr = node.func
    while isinstance(part, (ast.Attribute, ast.Call, ast.Subscript)):
        part = part.func if isinstance(part, ast.Call) else part.value
        receivers.append(part)
    return [*receivers, *node.args, *(each.value for each in node.keywords)]


def _has_sessions_of_threads(module: Module) -> bool:
    return any(b"scoped_session(" in content for _, content in module.project.survey.contents())
