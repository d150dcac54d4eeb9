"""What the calls on one line of the file being checked do to the event loop, and how that is known."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from flake8_fastapi.model.explanation.judgement import Judge, category_in_words, is_among
from flake8_fastapi.model.explanation.watching import WatchedFunctions
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import (
    UNKNOWN,
    ClassObject,
    Entries,
    External,
    ExternalMethod,
    FunctionObject,
    Instance,
    Items,
    Partial,
    Type,
    Union,
    class_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.effects import Effect
    from flake8_fastapi.model.explanation.judgement import Verdict
    from flake8_fastapi.model.module import Module


class Surrounding(NamedTuple):
    """In which function a line stands, and what runs that function."""

    function: str
    """Its name; empty for code that stands in no function."""
    runs: Literal["event loop", "threadpool", "start-up", "caller", "import", "tests"]
    reason: str


@dataclass(frozen=True)
class ExplainedCall:
    """One call of the line, or one thing that happens there without a call."""

    source: str
    line: int
    column: int
    target: str
    """What is called, as far as that is known; empty where it is not."""
    verdict: Verdict
    reasons: tuple[str, ...]
    effect: Effect | None = None
    """The blocking operation, with its chain, where there is one."""


class LineExplanation:
    """Answers for one line of one file; ``calls`` and ``surrounding`` are what people read."""

    def __init__(self, module: Module, line: int) -> None:
        self.module = module
        self.line = line
        self.interpreter = module.project.interpreter
        self._functions = WatchedFunctions(module)

    def surrounding(self) -> Surrounding:
        """What runs the code of the line."""
        if is_test_file(self.module.display_path):
            return Surrounding(
                "", "tests", "tests serve no requests, so blocking calls in them are no finding"
            )
        node = self._innermost_function()
        if node is None:
            return Surrounding("", "import", "it runs once, when the module is imported")
        watching = self._functions.evaluation_of(node)
        definition = watching.definition if watching is not None else None
        if definition is None:
            return Surrounding("", "caller", "nothing is known of the function that it stands in")
        return self._what_runs(definition)

    def _what_runs(self, function: FunctionDefinition) -> Surrounding:
        roles = self.module.event_loop.roles
        name = function.label
        is_route = roles.is_path_operation(function)
        is_dependency = self.module.project.dependencies.is_depended_on(function)
        if function.is_async:
            if self.module.project.start_up.is_start_up(function):
                return Surrounding(name, "start-up", "it is a lifespan, an event handler or a command")
            if self.module.project.start_up.only_runs_there(function):
                return Surrounding(
                    name, "start-up", "nothing calls it but start-up code, or it has its own loop"
                )
            role = "a path operation" if is_route else "a dependency" if is_dependency else "an async def"
            return Surrounding(name, "event loop", f"it is {role} that is declared with async def")
        if is_route or is_dependency:
            role = "path operation" if is_route else "dependency"
            return Surrounding(name, "threadpool", f"FastAPI runs a {role} that is a plain def in a thread")
        return Surrounding(
            name, "caller", "it is a plain def: what blocks in it is reported at calls of it in coroutines"
        )

    def _innermost_function(self) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
        found: ast.FunctionDef | ast.AsyncFunctionDef | None = None
        for kind in (ast.FunctionDef, ast.AsyncFunctionDef):
            for node in self.module.index.of_kind(kind):
                body = node.body[0].lineno  # type: ignore[attr-defined]
                if body <= self.line <= (node.end_lineno or 0):
                    if found is None or node.lineno > found.lineno:
                        found = node  # type: ignore[assignment]
        return found

    def calls(self) -> list[ExplainedCall]:
        """The calls that begin on the line, or whose name stands on it, in the order of the source."""
        found = [self._explained(node) for node in self._calls_on_line()]
        found += list(self._without_call())
        return sorted(found, key=lambda each: (each.line, each.column, len(each.source)))

    def _calls_on_line(self) -> Iterator[ast.Call]:
        for node in self.module.index.of_kind(ast.Call):
            assert isinstance(node, ast.Call)
            if self.line in (node.lineno, node.func.end_lineno):
                yield node

    def _explained(self, node: ast.Call) -> ExplainedCall:
        source = " ".join(ast.unparse(node).split())
        around = self.module.index.function_around(node)
        if around is None:
            target = self.module.observation.type_of(node.func)
            reasons = ("it runs once, when the module is imported",)
            return ExplainedCall(
                source, node.lineno, node.col_offset, self._described(target), "does not block", reasons
            )
        watching = self._functions.evaluation_of(around)
        watched = watching.calls.get(node) if watching is not None else None
        if watching is None or watched is None:
            reasons = ("the code before it always ends, or the types decide that it does not come to this",)
            return ExplainedCall(source, node.lineno, node.col_offset, "", "not reached", reasons)
        target = watching.seen.get(node.func, UNKNOWN)
        judged = Judge(self.module, watching, node, watched, target).judge()
        return ExplainedCall(source, node.lineno, node.col_offset, self._described(target), *judged)

    def _without_call(self) -> Iterator[ExplainedCall]:
        """What happens on the line by iterating, entering or reading an attribute."""
        around = self._innermost_function()
        watching = self._functions.evaluation_of(around) if around is not None else None
        for effect in watching.other_effects if watching is not None else ():
            if effect.line == self.line and watching is not None:
                is_kept = is_among(effect, watching.effects)
                verdict: Verdict = "blocks" if is_kept else "does not block"
                reasons = (
                    (category_in_words(effect),) if is_kept else ("it happens once, or without blocking",)
                )
                yield ExplainedCall(
                    effect.name, effect.line, effect.column, effect.operation, verdict, reasons, effect
                )

    def _described(self, target: Type) -> str:
        """What a value that is called is, in words."""
        if isinstance(target, Union):
            return " or ".join(self._described(each) for each in alternatives(target))
        if isinstance(target, External):
            return f"{self.interpreter.knowledge.canonical(target.name)} of a library"
        if isinstance(target, ExternalMethod):
            owner = target.receiver
            if isinstance(owner, Instance):
                return f"method {target.name} of {class_name(owner.cls)}"
            kind = "a container" if isinstance(owner, (Items, Entries)) else "a value"
            return f"method {target.name} of {kind}"
        if isinstance(target, FunctionObject):
            of = target.definition
            return f"{of.label} ({of.module.display_path}:{of.line})"
        if isinstance(target, ClassObject):
            cls = target.definition
            return f"class {cls.name} ({cls.module.display_path}:{cls.line})"
        if isinstance(target, Instance):
            return f"an object of {class_name(target.cls)}"
        if isinstance(target, Partial):
            return f"a partial of {self._described(target.target)}"
        return ""
