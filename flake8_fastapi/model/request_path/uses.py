"""What the functions of a file that serve requests make or read anew for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.model.located import AtEffect
from flake8_fastapi.model.request_path.helpers import find_helpers
from flake8_fastapi.model.request_path.making import CATEGORY, MakingInterpreter
from flake8_fastapi.model.request_path.reach import Reach
from flake8_fastapi.model.request_path.serving import leads_to_another, serving_places
from flake8_fastapi.model.resources.returned import ReturnedResource
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.types import FunctionObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.effects import Effect
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.summary import Summary


ENVIRONMENT = "environment"


@dataclass(frozen=True, slots=True)
class MadePerRequest(AtEffect):
    """A call, in a function that serves requests, that makes or reads something anew each time.

    ``kind`` is ``engine``, ``client``, ``model``, ``environment`` or ``settings``. The chain of
    ``effect`` is empty when the call itself does it. ``function`` is what the call stands in and ``serves``
    what serves the requests: the same, except for a read of the environment in a helper of the same file.
    """

    kind: str
    effect: Effect
    function: FunctionDefinition
    serves: FunctionDefinition


class RequestPath:
    """What a project makes while it answers requests."""

    def __init__(self, project: Project) -> None:
        self.project = project

    @cached_property
    def interpreter(self) -> MakingInterpreter:
        """Evaluates functions for what they make."""
        return MakingInterpreter(self.project, self.reach)

    @cached_property
    def reach(self) -> Reach:
        """Through which names something may be made."""
        return Reach(self.project, find_helpers(self.project))


def made_per_request(module: Module) -> Iterator[MadePerRequest]:
    """What the path operations, dependencies and middleware of a file make, of all kinds."""
    if is_test_file(module.display_path):
        return
    places = serving_places(module)
    if not places:
        return
    path = module.project.request_path
    read: set[tuple[int, int]] = set()
    for outer in module.skeleton.functions:
        if not any(outer.first_line <= line <= outer.end_line for line, _ in places):
            continue
        possible = path.reach.kinds_in(outer)
        if possible:
            for made in _made_in(path, FunctionObject(outer), places, possible):
                if made.kind == ENVIRONMENT:
                    yield from _where_it_is_read(path, module, made, read)
                else:
                    yield made


def _where_it_is_read(
    path: RequestPath, module: Module, made: MadePerRequest, known: set[tuple[int, int]]
) -> Iterator[MadePerRequest]:
    """A read of the environment where it stands, which is where it is mended; nothing for other files.

    A helper that reads is one cause, however many functions call it. ``known`` are the places that have
    been told already.
    """
    found = [made]
    if made.effect.chain:
        last = made.effect.chain[-1]
        function = module.function_around(last.line) if last.path == module.display_path else None
        if function is None:
            return
        here = path.interpreter.summary_of(function, FunctionObject(function)).effects
        reads = [each for each in here if each.category == CATEGORY + ENVIRONMENT and not each.chain]
        if not any(each.line == last.line for each in reads):
            return
        found = [
            MadePerRequest(ENVIRONMENT, each, function, made.function)
            for each in reads
            if each.line == last.line or not each.doubt_above
        ]
    for each in found:
        place = (each.lineno, each.col_offset)
        if place not in known:
            known.add(place)
            yield each


def _made_in(
    path: RequestPath, function: FunctionObject, places: set[tuple[int, int]], kinds: frozenset[str]
) -> Iterator[MadePerRequest]:
    """What a function makes where it serves requests, and what those nested in it do."""
    definition = function.definition
    summary: Summary = path.interpreter.summary_of(definition, function)
    if (definition.line, definition.column) in places and not _is_remembered(path, function):
        handed_over = None
        for effect in summary.effects:
            kind = effect.category.removeprefix(CATEGORY)
            # What a helper does in a branch of it is not done for each request that calls it.
            is_usual = kind in kinds and (effect.is_certain_below or not effect.chain)
            if is_usual and not leads_to_another(path.project, effect, definition):
                if handed_over is None:
                    handed_over = _lines_handing_over(definition.module)
                if effect.line not in handed_over and not _blocks(path.project, definition, effect):
                    yield MadePerRequest(kind, effect, definition, definition)
    for nested in summary.nested:
        yield from _made_in(path, nested, places, kinds)


def _blocks(project: Project, function: FunctionDefinition, effect: Effect) -> bool:
    """Whether making it blocks the event loop right here, which has a rule of its own."""
    facts = project.knowledge.function(effect.operation)
    if not function.is_async or effect.chain or facts is None or facts.category is None:
        return False
    blocking = project.interpreter.summary_of(function, FunctionObject(function)).effects
    return any((each.line, each.column) == (effect.line, effect.column) for each in blocking)


def _lines_handing_over(module: Module) -> set[int]:
    """The lines of returns that hand over what nobody closes: that says more than that it is made anew."""
    lines: set[int] = set()
    for node in module.framework_nodes(frozenset({"ReturnedResource"})):
        assert isinstance(node, ReturnedResource)
        lines.update(range(node.node.lineno, (node.node.end_lineno or node.node.lineno) + 1))
    return lines


def _is_remembered(path: RequestPath, function: FunctionObject) -> bool:
    """Whether a decorator remembers what the function gives."""
    decorated = path.interpreter.function_object(function.definition)
    return isinstance(decorated, FunctionObject) and decorated.cached
