"""Work that provably runs long: long sleeps, endless loops, retries, training, transcoding."""

from __future__ import annotations

import ast
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.effects import Step
from flake8_fastapi.model.function_body import FunctionBody
from flake8_fastapi.model.tree_walk import children, walk
from flake8_fastapi.model.types import FunctionObject, Partial, Type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.background.added_tasks import AddedTask
    from flake8_fastapi.model.interpreter import Interpreter
    from flake8_fastapi.model.observation import Observation

LONG = 30.0
"""Seconds; the guide gives shorter work to ``BackgroundTasks`` and longer work to a task queue."""

DEEPEST_CALL = 4
"""Calls behind one another that are followed."""

MOST_FUNCTIONS = 40
"""Functions that are looked at for one task: each has to be evaluated anew."""

SLEEPS = role("sleeps").names

HANDED_OVER = role("runs-and-waits").values
"""What runs a function while its caller waits, and where it takes it."""

TRAINING = role("trains").names
TRANSCODING = role("transcodes").names
PROGRAMS = role("runs-program").names
PROGRAMS_AWAITED = role("starts-program-awaited").names


@dataclass(frozen=True, slots=True)
class LongWork:
    """Why a function runs long, and the calls that lead from it to the reason."""

    reason: str
    chain: tuple[Step, ...]


def long_work(interpreter: Interpreter, of: Type) -> LongWork | None:
    """Why a function of the project, or a ``partial`` of one, runs long; None when nothing tells it."""
    while isinstance(of, Partial):
        of = of.target
    if not isinstance(of, FunctionObject):
        return None
    task = of
    key = ("long work", task.definition, task.receiver)
    return interpreter.solver.solve(key, lambda: _search(interpreter, task), None)


def _search(interpreter: Interpreter, task: FunctionObject) -> LongWork | None:
    """Look at the task, then at what it calls, and so on: the shortest chain is found first."""
    waiting: deque[tuple[FunctionObject, tuple[Step, ...]]] = deque([(task, ())])
    seen = {task.definition}
    looked_at = 0
    while waiting and looked_at < MOST_FUNCTIONS:
        function, chain = waiting.popleft()
        looked_at += 1
        body = FunctionBody(interpreter, function)
        path = function.definition.module.display_path
        own = list(_own_reasons(body, is_task=not chain))
        if own:
            line, reason = min(own)
            return LongWork(reason, (*chain, Step(reason, path, line)))
        if len(chain) < DEEPEST_CALL:
            for call, callee in _followed(body):
                if callee.definition not in seen:
                    seen.add(callee.definition)
                    waiting.append((callee, (*chain, Step(callee.definition.label, path, call.lineno))))
    return None


def _own_reasons(body: FunctionBody, is_task: bool) -> Iterator[tuple[int, str]]:
    """What in a function itself makes it run long, by line."""
    for node in body.own:
        if isinstance(node, ast.While) and _never_ends(node):
            yield node.lineno, "an endless loop"
        elif is_task and isinstance(node, (ast.While, ast.For, ast.AsyncFor)) and _retries(body, node):
            yield node.lineno, "a loop that waits and tries again"
    for call in body.calls():
        seconds = _seconds_slept(body, call)
        if seconds >= LONG:
            yield call.lineno, f"a sleep of {seconds:g} seconds"
        name = body.called(call)
        if name in TRAINING:
            yield call.lineno, "the training of a model"
        if name in TRANSCODING or _runs_transcoder(body, name, call):
            yield call.lineno, "transcoding with ffmpeg"


def _followed(body: FunctionBody) -> Iterator[tuple[ast.Call, FunctionObject]]:
    """The project's functions that the function runs while it waits for them."""
    for call in body.calls():
        position = HANDED_OVER.get(body.called(call))
        if position is not None and position < len(call.args):
            of = body.type_of(call.args[position])
        else:
            of = body.type_of(call.func)
        while isinstance(of, Partial):
            of = of.target
        if not isinstance(of, FunctionObject) or of.facade is not None or of.manager or of.cached:
            continue
        if (of.definition.is_async or position is not None) and not isinstance(body.parents[call], ast.Await):
            continue
        yield call, of


def _exits(nodes: list[ast.stmt], *, of_loop: bool = True) -> bool:
    """Whether statements can leave the loop that they stand in (or only the function)."""
    for node in nodes:
        if isinstance(node, (ast.Return, ast.Raise)) or (of_loop and isinstance(node, ast.Break)):
            return True
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        if any(isinstance(each, (ast.Yield, ast.YieldFrom)) for each in _expressions(node)):
            return True
        inner = of_loop and not isinstance(node, (ast.While, ast.For, ast.AsyncFor))
        blocks = [getattr(node, field, []) for field in ("body", "orelse", "finalbody")]
        parts = [*getattr(node, "handlers", []), *getattr(node, "cases", [])]
        if any(_exits(block, of_loop=inner) for block in [*blocks, *(part.body for part in parts)]):
            return True
    return False


def _expressions(statement: ast.stmt) -> Iterator[ast.AST]:
    """The nodes of a statement's own expressions."""
    for child in children(statement):
        if isinstance(child, ast.expr):
            yield from walk(child)


def _never_ends(loop: ast.While) -> bool:
    """Whether it is ``while True`` with nothing in it that leaves it."""
    return isinstance(loop.test, ast.Constant) and bool(loop.test.value) and not _exits(loop.body)


def _retries(body: FunctionBody, loop: ast.While | ast.For | ast.AsyncFor) -> bool:
    """Whether a loop tries something until it works, and sleeps in between.

    The way out is in what is tried or right behind it; a loop that takes its items one by one
    and only slows down is none.
    """
    if isinstance(loop, ast.AsyncFor):
        return False
    if isinstance(loop, ast.For):
        counted = isinstance(loop.iter, ast.Call) and body.called(loop.iter) == "builtins.range"
        if not counted:
            return False
    for statement in loop.body:
        if isinstance(statement, ast.Try) and statement.handlers:
            succeeds = _exits([*statement.body, *statement.orelse])
            goes_on = not all(_always_exits(handler.body) for handler in statement.handlers)
            handled = [node for handler in statement.handlers for node in handler.body]
            after = loop.body[loop.body.index(statement) + 1 :]
            if succeeds and goes_on and (_sleeps(body, handled) or _sleeps(body, after)):
                return True
    return False


def _always_exits(block: list[ast.stmt]) -> bool:
    return bool(block) and isinstance(block[-1], (ast.Return, ast.Raise, ast.Break))


def _sleeps(body: FunctionBody, nodes: list[ast.stmt]) -> bool:
    return any(
        isinstance(each, ast.Call) and body.called(each) in SLEEPS for node in nodes for each in walk(node)
    )


def _seconds_slept(body: FunctionBody, call: ast.Call) -> float:
    """How long a call sleeps, all rounds of the counted loops around it together; 0.0 when unknown."""
    if body.called(call) not in SLEEPS or not call.args:
        return 0.0
    seconds = body.constant(call.args[0])
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)):
        return 0.0
    for above in body.ancestors(call):
        if isinstance(above, ast.For) and not _exits(above.body):
            seconds *= _rounds(body, above)
    return float(seconds)


def seconds_slept(observation: Observation, task: AddedTask) -> float:
    """How long a task sleeps that is the sleeping function of a library; 0.0 when it is none."""
    if not task.arguments or observation.refers_to(task.function) not in SLEEPS:
        return 0.0
    seconds = observation.constant(task.arguments[0])
    return float(seconds) if isinstance(seconds, (int, float)) else 0.0


def _rounds(body: FunctionBody, loop: ast.For) -> int:
    """How often ``for ... in range(number)`` runs; 1 for other loops."""
    if isinstance(loop.iter, ast.Call) and body.called(loop.iter) == "builtins.range":
        if len(loop.iter.args) == 1:
            number = body.constant(loop.iter.args[0])
            if isinstance(number, int):
                return max(number, 0)
    return 1


def _runs_transcoder(body: FunctionBody, name: str, call: ast.Call) -> bool:
    """Whether a call runs the program ``ffmpeg``."""
    if not call.args:
        return False
    first = call.args[0]
    if name in PROGRAMS and isinstance(first, (ast.List, ast.Tuple)) and first.elts:
        first = first.elts[0]
    elif name not in PROGRAMS_AWAITED:
        return False
    program = body.constant(first)
    return isinstance(program, str) and program.rpartition("/")[2] in ("ffmpeg", "HandBrakeCLI")
