"""Which calls open something that must be closed."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.resources import ResourceFacts, resource_table
from flake8_fastapi.model.definitions import ValueBinding
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import (
    ClassObject,
    Coroutine,
    External,
    ExternalMethod,
    FunctionObject,
    Instance,
    Type,
)

if TYPE_CHECKING:
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.observation import Observation
    from flake8_fastapi.model.resources.bodies import Body
    from flake8_fastapi.model.resources.callees import Callees

LIKELY = re.compile(
    r"sess|conn|client|open|acquire|cursor|pool|maker|factory|driver|redis|mongo|db|database|engine|sql",
    re.IGNORECASE,
)
"""What a name that opens something nearly always has in it; of others those are looked at, for speed, that
the file itself assigns."""


@cache
def _is_likely(name: str) -> bool:
    return LIKELY.search(name) is not None


class Openings:
    """Tells for the calls of a function whether they open something, by what they call."""

    def __init__(self, callees: Callees) -> None:
        self.callees = callees
        self.table = resource_table()

    def may_open(self, module: Module, call: ast.Call) -> bool:
        """A look at the name, and at what it means in the same file, before types are asked for."""
        function = call.func
        if isinstance(function, ast.Name):
            return (
                function.id in self.table.opening_words
                or _is_likely(function.id)
                or self._is_assigned_maker(module, function)
            )
        if isinstance(function, ast.Attribute):
            return function.attr in self.table.opening_words or _is_likely(function.attr)
        return isinstance(function, ast.Call)

    def is_candidate(self, body: Body, call: ast.Call) -> bool:
        """Whether a call may open something, told without evaluating the function that it stands in.

        That is known of names of the module's top level and of methods of the function's own class.
        """
        if not self.may_open(body.module, call):
            return False
        function = call.func
        root = function
        while isinstance(root, ast.Attribute):
            root = root.value
        if not isinstance(root, ast.Name):
            return True
        if isinstance(function, ast.Attribute) and root.id == body.receiver:
            return self._is_candidate_method(body, function)
        if root.id not in body.module.skeleton.bindings or root.id in body.local_names:
            return True
        scope = body.module.project.interpreter.module_scope(body.module)
        called = alternatives(scope.reference(function))
        return all(self._opened(body.module.observation, call, each) is not None for each in called)

    def _is_assigned_maker(self, module: Module, function: ast.Name) -> bool:
        """Whether a name, whatever it is, is assigned something that makes sessions or the like.

        Only names of the file's own top level are looked at: to follow imports would read other files.
        """
        bindings = module.skeleton.bindings.get(function.id, [])
        if not bindings or not all(isinstance(each, ValueBinding) for each in bindings):
            return False
        made = module.project.interpreter.module_scope(module).reference(function)
        if not isinstance(made, Instance):
            return False
        return any(name in self.table.openers for name in self._names(module.observation, made))

    def _is_candidate_method(self, body: Body, function: ast.Attribute) -> bool:
        owner = body.owner
        if owner is None or not isinstance(function.value, ast.Name):
            return True
        method = body.module.project.interpreter.hierarchy.method(owner, function.attr)
        if method is None:
            return True
        found = body.module.project.interpreter.function_object(method)
        return not isinstance(found, FunctionObject) or self.callees.handed_out(found) is not None

    def opened_by(self, body: Body, call: ast.Call) -> ResourceFacts | None:
        """What a call opens anew for its caller; None for anything else."""
        if not body.is_candidate(self, call):
            return None
        called = alternatives(body.type_of(call.func))
        found = [self._opened(body.module.observation, call, each) for each in called]
        facts = found[0] if found else None
        if facts is None or any(each is None for each in found):
            return None
        given = {keyword.arg for keyword in call.keywords}
        if given & facts.unless or (facts.unless and None in given):
            return None
        return self._refined(body, call, facts)

    def _opened(self, observation: Observation, call: ast.Call, called: Type) -> ResourceFacts | None:
        if isinstance(called, FunctionObject):
            return self.callees.handed_out(called)
        for name in self._names(observation, called):
            facts = self.table.openers.get(name)
            if facts is not None:
                return facts
        return None

    def _names(self, observation: Observation, called: Type) -> list[str]:
        """The names under which what is called may be listed, bases included."""
        if isinstance(called, External):
            return [observation.name_of(called)]
        if isinstance(called, ExternalMethod) and isinstance(called.receiver, Instance):
            classes = sorted(observation.lineage_names(called.receiver.cls))
            return [f"{each}.{called.name}" for each in classes]
        if isinstance(called, Instance):
            return [f"{each}.__call__" for each in sorted(observation.lineage_names(called.cls))]
        if isinstance(called, ClassObject):
            return sorted(observation.lineage_names(called.definition))
        return []

    def _refined(self, body: Body, call: ast.Call, facts: ResourceFacts) -> ResourceFacts:
        """The facts of the class that really comes out: a sessionmaker makes what it was told."""
        made = body.type_of(call)
        if isinstance(made, Coroutine):
            made = made.result
        if isinstance(made, Instance) and not facts.is_borrowed:
            for name in body.module.observation.lineage_names(made.cls):
                known = self.table.classes.get(name)
                if known is not None and known.kind == facts.kind:
                    return known
        return facts
