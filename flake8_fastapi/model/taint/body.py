"""One pass over a function: what its names hold, what has been checked, what is called with what."""

from __future__ import annotations

import ast
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from flake8_fastapi.model.scope import path_of
from flake8_fastapi.model.taint.caught import caught_by
from flake8_fastapi.model.taint.checks import checked_by
from flake8_fastapi.model.taint.flows import (
    CLEAN,
    Called,
    Composed,
    Flow,
    Group,
    Guarded,
    Key,
    Member,
    Parameter,
    Text,
    either,
    extended,
    keys_within,
    members_of,
    merged,
    unguarded,
    with_entry,
)
from flake8_fastapi.model.taint.loops import decisive_tests, leaves_items_out, narrowed_name
from flake8_fastapi.model.taint.values import Values
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import NEVER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.taint.types_of_body import TypesOfBody

Env: TypeAlias = "dict[str, Flow]"
State: TypeAlias = "tuple[Env, frozenset[Key]]"


class Body(Values):
    """The flows of one function; nested functions have bodies of their own, under ``parent``."""

    def __init__(
        self,
        definition: FunctionDefinition,
        types: TypesOfBody,
        parent: Body | None = None,
        outer: Env | None = None,
    ) -> None:
        super().__init__()
        self.definition = definition
        self.types = types
        self.parent = parent
        self.returns: list[Flow] = []
        self.returned: list[tuple[ast.expr, Flow, frozenset[Key]]] = []
        """What is returned where, with what has been checked there."""
        self.nested: list[Body] = []
        self.attributes: Env = {}
        """What is assigned to attributes (``self.table``), by their whole path."""
        self.node = definition.node()
        self._loops: list[list[State]] = []
        self.env = dict(outer or {})
        arguments = self.node.args
        for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
            self.env[each.arg] = Parameter(self, each.arg)
        for rest in (arguments.vararg, arguments.kwarg):
            if rest is not None:
                self.env[rest.arg] = Parameter(self, rest.arg)
        if isinstance(self.node, ast.Lambda):
            self.returns.append(self.flow(self.node.body))
        else:
            self.run(self.node.body)

    @cached_property
    def decisive_tests(self) -> list[ast.expr]:
        """The conditions of its branches, and what its loops go through."""
        return decisive_tests(self.node)

    @property
    def all_bodies(self) -> list[Body]:
        """This body and those of all functions defined in it."""
        return [self, *(inner for each in self.nested for inner in each.all_bodies)]

    def run(self, statements: Sequence[ast.stmt]) -> bool:
        """Go through statements; whether control goes on behind them."""
        for statement in statements:
            method = getattr(self, f"_run_{type(statement).__name__.lower()}", None)
            if method is not None and method(statement) is False:
                return False
        return True

    def _run_expr(self, node: ast.Expr) -> bool:
        self.flow(node.value)
        inner = node.value.value if isinstance(node.value, ast.Await) else node.value
        return self.types.of(inner) is not NEVER

    def _run_assign(self, node: ast.Assign) -> None:
        flow = self.flow(node.value)
        for target in node.targets:
            self.assign(target, flow)

    def _run_annassign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.assign(node.target, self.flow(node.value))

    def _run_augassign(self, node: ast.AugAssign) -> None:
        whole = ast.copy_location(ast.BinOp(node.target, node.op, node.value), node)
        self.assign(node.target, self.flow(whole))

    def assign(self, target: ast.expr, flow: Flow) -> None:
        """Give a target a value."""
        if isinstance(target, ast.Name):
            self.env[target.id] = flow
        elif isinstance(target, ast.Attribute):
            path = path_of(target)
            if path is not None:
                self.env[path] = flow
                self.attributes[path] = either((self.attributes.get(path, CLEAN), flow))
        elif isinstance(target, ast.Subscript):
            path = path_of(target.value)
            if path is not None:
                self.env[path] = with_entry(self.env.get(path, CLEAN), self.flow(target.slice), flow)
        elif isinstance(target, (ast.Tuple, ast.List)):
            for position, element in enumerate(target.elts):
                if isinstance(element, ast.Starred):
                    self.assign(element.value, Group(((None, Member(flow, None, self)),)))
                else:
                    self.assign(element, self.item(flow, position))

    def _run_return(self, node: ast.Return) -> bool:
        if node.value is not None:
            flow = self.flow(node.value)
            self.returns.append(flow)
            self.returned.append((node.value, flow, self.checks))
        return False

    def _run_raise(self, node: ast.Raise) -> bool:
        if node.exc is not None:
            self.flow(node.exc)
        return False

    def _run_continue(self, node: ast.Continue) -> bool:
        if self._loops:
            self._loops[-1].append((self.env, self.checks))
        return False

    def _run_break(self, node: ast.Break) -> bool:
        return self._run_continue(ast.Continue())

    def _run_assert(self, node: ast.Assert) -> None:
        self.check(checked_by(node.test, self.flow).when_true)

    def _run_if(self, node: ast.If) -> bool:
        self.flow(node.test)
        checked = checked_by(node.test, self.flow)
        before = (self.env, self.checks)
        ends: list[State] = []
        narrowed = self._narrowed_in(node.body)
        for block, keys in ((node.body, checked.when_true), (node.orelse, checked.when_false)):
            self.env, self.checks = dict(before[0]), before[1]
            self.check(keys)
            if self.run(block):
                ends.append((self.env, self.checks))
            if block is node.body and ends:
                self.sliced -= narrowed
        if len(ends) == 1:
            self.sliced |= narrowed
        self.narrowed |= narrowed
        return self._join(ends, before)

    def _narrowed_in(self, block: list[ast.stmt]) -> set[Flow]:
        """The lists from which a branch leaves items out under their own names: without it they are whole."""
        names = (narrowed_name(each) for each in block)
        return {unguarded(self.env[each]) for each in names if each in self.env} - self.sliced

    def _join(self, ends: list[State], before: State) -> bool:
        """Go on with what holds whichever way was taken; False where none leads on."""
        if not ends:
            self.env, self.checks = before
            return False
        self.checks = frozenset.intersection(*(checks for _, checks in ends))
        self.env = ends[0][0] if len(ends) == 1 else _joined([self._kept(end, ends) for end in ends])
        return True

    def _kept(self, end: State, ends: list[State]) -> Env:
        """The names at the end of a branch: what it has checked and another has replaced stays checked."""
        env, checks = end
        lost = checks - self.checks
        if not lost:
            return env
        kept = dict(env)
        for name, flow in env.items():
            if isinstance(flow, (Parameter, Member, Called)) and any(
                unguarded(other.get(name, flow)) is not flow for other, _ in ends
            ):
                kept[name] = Guarded(flow, lost)
        return kept

    def _run_for(self, node: ast.For | ast.AsyncFor) -> None:
        source = self.flow(node.iter)
        if leaves_items_out(node):
            self.sliced.add(unguarded(source))
        before = (dict(self.env), self.checks)
        self.assign(node.target, self.item(source, None))
        iterated = {key[:2] for key in keys_within(source)}
        self._loop(node.body, before, lambda key: key[:2] in iterated)
        self.run(node.orelse)

    _run_asyncfor = _run_for

    def _run_while(self, node: ast.While) -> None:
        before = (dict(self.env), self.checks)
        self.flow(node.test)
        self.check(checked_by(node.test, self.flow).when_true)
        self._loop(node.body, before, lambda key: False)
        self.run(node.orelse)

    def _loop(self, block: Sequence[ast.stmt], before: State, stays: object) -> None:
        """A loop's body once; of its checks those stay that are about each item of what is iterated."""
        self._loops.append([])
        completes = self.run(block)
        left = self._loops.pop()
        ends = [*left, (self.env, self.checks)] if completes else left
        kept = frozenset.intersection(*(checks for _, checks in ends)) if ends else before[1]
        self.env = _joined([before[0], *(env for env, _ in ends)])
        self.checks = before[1] | {key for key in kept if callable(stays) and stays(key)}

    def _run_with(self, node: ast.With | ast.AsyncWith) -> bool:
        for each in node.items:
            flow = self.flow(each.context_expr)
            if each.optional_vars is not None:
                self.assign(each.optional_vars, flow)
        return self.run(node.body)

    _run_asyncwith = _run_with

    def _run_try(self, node: ast.Try) -> bool:
        before = (dict(self.env), self.checks)
        completes = self.run(node.body)
        after = (self.env, self.checks)
        ends: list[State] = []
        if completes:
            self.env = dict(self.env)
            if self.run(node.orelse):
                ends.append((self.env, self.checks))
        for handler in node.handlers:
            self.env, self.checks = _joined([before[0], after[0]]), before[1]
            if handler.name:
                self.env[handler.name] = caught_by(handler, self)
            if self.run(handler.body):
                ends.append((self.env, self.checks))
        goes_on = self._join(ends, after)
        return self.run(node.finalbody) and goes_on

    _run_trystar = _run_try

    def _run_match(self, node: ast.Match) -> bool:
        subject = self.flow(node.subject)
        before = (self.env, self.checks)
        ends: list[State] = []
        exhaustive = False
        for case in node.cases:
            self.env, self.checks = dict(before[0]), before[1]
            if all(
                isinstance(each, (ast.MatchValue, ast.MatchSingleton)) for each in _patterns(case.pattern)
            ):
                self.check(frozenset(keys_within(subject)))
            for each in walk(case.pattern):
                name = getattr(each, "name", None) or getattr(each, "rest", None)
                if isinstance(name, str):
                    self.env[name] = subject
            if case.guard is not None:
                self.check(checked_by(case.guard, self.flow).when_true)
            elif isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None:
                exhaustive = True
            if self.run(case.body):
                ends.append((self.env, self.checks))
        if not exhaustive:
            ends.append(before)
        return self._join(ends, before)

    def _run_functiondef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        definition = self.types.nested(node)
        if definition is None:
            return
        self.nested.append(Body(definition, self.types.inside(definition), self, self.env))

    _run_asyncfunctiondef = _run_functiondef

    def _run_delete(self, node: ast.Delete) -> None:
        for each in node.targets:
            if isinstance(each, ast.Name):
                self.env.pop(each.id, None)

    def change(self, node: ast.Call, called: Called) -> None:
        """What a method does to the container or object that it is called on."""
        if not isinstance(node.func, ast.Attribute) or not (called.positional or called.keywords):
            return
        path = path_of(node.func.value)
        known, given = self.env.get(path or ""), called.positional
        name = node.func.attr
        if path is None or known is None:
            if name in ("append", "add", "extend") and given:
                self._change_inner(node.func.value, called)
            return
        if name in ("append", "add", "appendleft") and given:
            self.env[path] = extended(known, None, given[0])
        elif name == "insert" and len(given) == 2:
            self.env[path] = extended(known, None, given[1])
        elif name == "setdefault" and len(given) == 2:
            self.env[path] = with_entry(known, given[0], given[1])
        elif name == "extend" and not isinstance(unguarded(known), Parameter):
            for each in given:
                for _, member in members_of(each, self):
                    self.env[path] = extended(self.env[path], None, member)
        elif name == "update" and not isinstance(unguarded(known), Parameter):
            for each in given:
                self.env[path] = merged(self.env[path], each, self)
            for key, value in called.keywords:
                self.env[path] = with_entry(self.env[path], Text(key), value)
        elif name == "write" and given:
            self.env[path] = Composed((known, given[0]), node)

    def _change_inner(self, inner: ast.expr, called: Called) -> None:
        """What is put into a list that is an entry of a dictionary: ``rows[key].append(row)``."""
        holder: ast.expr
        if isinstance(inner, ast.Subscript):
            holder, key = inner.value, inner.slice
        elif isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute) and inner.args:
            holder, key = inner.func.value, inner.args[0]
            if inner.func.attr != "setdefault":
                return
        else:
            return
        known = unguarded(called.receiver)
        filled: Flow = known if isinstance(known, Group) else Group(())
        added = called.positional[0]
        for _, member in members_of(added, self) if called.name == "extend" else ((None, added),):
            filled = extended(filled, None, member)
        while isinstance(holder, ast.Subscript):
            filled = with_entry(Group((), is_dictionary=True), self.flow(key), filled)
            key = holder.slice
            holder = holder.value
        path = path_of(holder)
        if path is not None and path in self.env:
            self.env[path] = with_entry(self.env[path], self.flow(key), filled)


def _joined(envs: list[Env]) -> Env:
    joined = dict(envs[0])
    for env in envs[1:]:
        for name, flow in env.items():
            known = joined.get(name)
            if known is None:
                joined[name] = flow
            elif known is not flow and unguarded(known) is not unguarded(flow):
                joined[name] = either((known, flow))
    return joined


def _patterns(pattern: ast.pattern) -> list[ast.pattern]:
    return pattern.patterns if isinstance(pattern, ast.MatchOr) else [pattern]
