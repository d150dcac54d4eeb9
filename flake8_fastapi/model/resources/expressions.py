"""Expressions: what opens resources, closes them, passes them on, and which of them a value holds."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.resources import resource_table
from flake8_fastapi.model.resources.paths import NOTHING, Resource, State, Status
from flake8_fastapi.model.tree_walk import children
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import ClassObject, External, ExternalMethod, FunctionObject, Instance

if TYPE_CHECKING:
    from flake8_fastapi.knowledge.resources import ResourceFacts
    from flake8_fastapi.model.resources.bodies import Body
    from flake8_fastapi.model.resources.callees import Callees
    from flake8_fastapi.model.types import Type

LOGGING = frozenset({"critical", "debug", "error", "exception", "info", "log", "warn", "warning"})
QUIET = frozenset(
    {"print", "len", "str", "int", "isinstance", "repr", "dict", "list", "tuple", "set", "bool"}
)
CONTEXT_METHODS = frozenset({"__enter__", "__exit__", "__aenter__", "__aexit__"})
"""Who calls these by hand manages by hand."""
CONTAINED = frozenset({"values", "items", "popitem"})
LENT = frozenset({"get_backend"})
"""Methods of what keeps a resource after which anybody may close it."""
HOLDING = (
    ast.Tuple,
    ast.List,
    ast.Set,
    ast.Dict,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
    ast.BoolOp,
    ast.Starred,
)
"""Expressions whose value holds what is in them."""
DEFERRED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


def path_of(node: ast.expr) -> str:
    """A dotted path or one with constant keys (``app.state.pool``, ``resources['pool']``), else empty."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        owner = path_of(node.value)
        return f"{owner}.{node.attr}" if owner else ""
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        owner = path_of(node.value)
        return f"{owner}[{node.slice.value!r}]" if owner else ""
    return ""


class Expressions:
    """Runs expressions over states. The base of ``Flow``, which runs statements."""

    def __init__(self, body: Body, callees: Callees) -> None:
        self.body = body
        self.callees = callees
        self.openings = callees.openings
        self.table = resource_table()
        self.resources: list[Resource] = []
        self._numbers: dict[ast.expr, int] = {}
        self.yields: list[ast.expr] = []
        self.keepers: set[str] = set()
        """The classes of libraries that keep something, as the function writes them."""

    # ---- marks

    def mark(self, state: State, resources: frozenset[int], status: Status) -> None:
        """Note what becomes of some resources on this path."""
        for each in resources:
            before = state.status.get(each)
            if before is None:
                continue
            now = status
            if status is Status.CLOSED and before in (Status.RETURNED, Status.RETURNED_CLOSED):
                now = Status.RETURNED_CLOSED
            elif status is Status.KEPT and before in (Status.CLOSED, Status.MANAGED):
                continue
            elif status is Status.RETURNED and before in (Status.CLOSED, Status.MANAGED):
                now = Status.RETURNED_CLOSED
            state.status[each] = now
            self.resources[each].fates.add(now)
            if status in (Status.KEPT, Status.RETURNED):
                self.mark(state, self.resources[each].made_of, status)

    def open_resource(self, state: State, node: ast.Call) -> frozenset[int]:
        """The resource that a call opens, as a set; empty when it opens none."""
        facts = self.openings.opened_by(self.body, node)
        return self.add(state, node, facts) if facts is not None else NOTHING

    def add(self, state: State, node: ast.Call, facts: ResourceFacts | None) -> frozenset[int]:
        """A resource that is open from here on, as a set."""
        if node not in self._numbers:
            self._numbers[node] = len(self.resources)
            self.resources.append(Resource(node, facts, ast.unparse(node.func)))
        number = self._numbers[node]
        state.status[number] = Status.OPEN
        return frozenset({number})

    # ---- values

    def value(self, node: ast.expr | None, state: State, *, awaited: bool = False) -> frozenset[int]:
        """Run an expression; the resources that its value holds."""
        if node is None:
            return NOTHING
        if isinstance(node, ast.Call):
            return self._call(node, state, awaited)
        if isinstance(node, ast.Await):
            return self.value(node.value, state, awaited=True)
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return self._yield(node, state)
        if isinstance(node, DEFERRED):
            self._capture(node, state)
            return NOTHING
        if isinstance(node, ast.Attribute):
            return self._attribute(node, state)
        path = path_of(node)
        if path:
            if isinstance(node, ast.Subscript):
                self.value(node.value, state)
            return state.held_by(path)
        return self._compound(node, state)

    def _compound(self, node: ast.expr, state: State) -> frozenset[int]:
        if isinstance(node, ast.NamedExpr):
            held = self.value(node.value, state)
            self.bind(node.target, held, state)
            return held
        if isinstance(node, ast.IfExp):
            self.value(node.test, state)
            return self.value(node.body, state) | self.value(node.orelse, state)
        held = NOTHING
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
            for part in (part for each in node.generators for part in (each.iter, *each.ifs)):
                used = self.value(part, state)
                held |= used if isinstance(node, ast.GeneratorExp) else NOTHING
        for each in children(node):
            if isinstance(each, ast.expr):
                held |= self.value(each, state)
        return held if isinstance(node, HOLDING) else NOTHING

    def _attribute(self, node: ast.Attribute, state: State) -> frozenset[int]:
        """``x.y``: of a closing method even the mention counts, since it may be called later."""
        path = path_of(node)
        if path and path in state.holds:
            return state.holds[path]
        held = self.value(node.value, state)
        self._close_by(node.attr, held, state)
        return NOTHING

    def _close_by(self, method: str, held: frozenset[int], state: State) -> None:
        closed = frozenset(
            each
            for each in held
            if method in self.resources[each].closing_methods or method in CONTEXT_METHODS
        )
        self.mark(state, closed, Status.CLOSED)

    def _yield(self, node: ast.Yield | ast.YieldFrom, state: State) -> frozenset[int]:
        self.value(node.value, state)
        if node not in self.yields:
            self.yields.append(node)
        for each in state.open_resources():
            if node not in self.resources[each].yields:
                self.resources[each].yields.append(node)
        return NOTHING

    def _capture(self, node: ast.AST, state: State) -> None:
        """Note what a function or class that is defined here may do with what it mentions."""
        raise NotImplementedError

    def bind(self, target: ast.expr, held: frozenset[int], state: State) -> None:
        """Give what a value holds to a target."""
        raise NotImplementedError

    # ---- calls

    def _call(self, node: ast.Call, state: State, awaited: bool) -> frozenset[int]:
        opened = self.openings.opened_by(self.body, node) is not None
        if isinstance(node.func, ast.Attribute):
            receiver = self.value(node.func.value, state) if not path_of(node.func.value) else NOTHING
            receiver |= state.held_by(path_of(node.func.value))
            self._close_by(node.func.attr, receiver, state)
            self._close_inside(node.func, state)
        else:
            self.value(node.func, state)
            receiver = NOTHING
        given: list[tuple[int | str | None, frozenset[int]]] = []
        for position, each in enumerate(node.args):
            held = self.value(each.value if isinstance(each, ast.Starred) else each, state)
            given.append((None if isinstance(each, ast.Starred) else position, held))
        given += [(keyword.arg, self.value(keyword.value, state)) for keyword in node.keywords]
        self._touch_stores(node, state)
        result = NOTHING
        if any(held for _, held in given):
            for called in alternatives(self.body.type_of(node.func)):
                for place, held in given:
                    if held:
                        result |= self._pass(called, place, held, state, awaited)
                        self._keep(node.func, called, held, state)
        if opened:
            made = self.open_resource(state, node)
            for number in made:
                self.resources[number].made_of = receiver - made
            return result | made
        if receiver and isinstance(node.func, ast.Attribute):
            # A container's `values()` are what it holds; no session, connection or client has such a method.
            if node.func.attr in CONTAINED or self._gives_itself(node, receiver):
                result |= receiver
        return result

    def _close_inside(self, method: ast.Attribute, state: State) -> None:
        """Note what may be closed by a part of what holds it: ``backend.redis.close()``."""
        owner = method.value
        if method.attr in self.table.closing_methods:
            while isinstance(owner, ast.Attribute):
                owner = owner.value
                self.mark(state, state.held_by(path_of(owner)), Status.KEPT)
        elif method.attr in LENT:
            self.mark(state, state.held_by(path_of(owner)), Status.KEPT)

    def _keep(self, function: ast.expr, called: Type, held: frozenset[int], state: State) -> None:
        """Let a class hold what one of its methods keeps: ``FastAPILimiter.init(client)``."""
        if isinstance(function, ast.Attribute) and isinstance(called, External):
            owner = path_of(function.value)
            if owner and self.body.module.observation.name_of(called) in self.table.keep:
                state.holds[owner] = state.held_by(owner) | held
                self.keepers.add(owner)

    def _gives_itself(self, node: ast.Call, receiver: frozenset[int]) -> bool:
        """Whether a method of a resource gives the resource: ``connection.execution_options()``."""
        made = self.body.type_of(node)
        if not isinstance(made, Instance) or not isinstance(node.func, ast.Attribute):
            return False
        names = self.body.module.observation.lineage_names(made.cls)
        facts = [self.resources[each].facts for each in receiver]
        return any(each is not None and each.cls in names for each in facts)

    def _touch_stores(self, node: ast.Call, state: State) -> None:
        """A hook for calls that may close what was stored outside of the function."""

    def _pass(
        self, called: Type, place: int | str | None, held: frozenset[int], state: State, awaited: bool
    ) -> frozenset[int]:
        """Give resources to a call as one argument; those that its result holds."""
        observation = self.body.module.observation
        if isinstance(called, External):
            name = observation.name_of(called)
            if name in self.table.borrow:
                return NOTHING
            if name in self.table.keep:
                return held
            self.mark(state, held, Status.CLOSED if name in self.table.close else Status.KEPT)
            return NOTHING
        if isinstance(called, ExternalMethod) and isinstance(called.receiver, Instance):
            names = {f"{each}.{called.name}" for each in observation.lineage_names(called.receiver.cls)}
            if not names & self.table.borrow:
                taken = bool(names & self.table.take_back)
                self.mark(state, held, Status.CLOSED if taken else Status.KEPT)
            return NOTHING
        if isinstance(called, FunctionObject) and place is not None:
            fates = self.callees.fates(called, place)
            if Status.CLOSED in fates:
                self.mark(state, held, Status.CLOSED)
            elif Status.KEPT in fates:
                self.mark(state, held, Status.KEPT)
            lazy = called.definition.is_async and not awaited
            return held if Status.RETURNED in fates or lazy else NOTHING
        if isinstance(called, ClassObject) and place is not None:
            if self.callees.object_borrows(called, place):
                return held
        self.mark(state, held, Status.KEPT)
        return NOTHING

    # ---- exceptions

    def may_raise(self, node: ast.AST) -> bool:
        """Whether running a statement's own expressions may raise, as far as it matters: a call may."""
        waiting: list[ast.AST] = [node]
        while waiting:
            each = waiting.pop()
            if isinstance(each, DEFERRED):
                continue
            if isinstance(each, (ast.Await, ast.Yield, ast.YieldFrom, ast.Raise, ast.Assert)):
                return True
            if isinstance(each, ast.Call) and not _is_quiet(each):
                return True
            waiting.extend(child for child in children(each) if not isinstance(child, ast.stmt))
        return False


def _is_quiet(node: ast.Call) -> bool:
    """Whether a call practically never fails: logging, printing, asking for a length."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr in LOGGING
    return isinstance(node.func, ast.Name) and node.func.id in QUIET
