"""Expressions as flows."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, cast

from flake8_fastapi.model.scope import path_of
from flake8_fastapi.model.taint.checks import INSISTING, checked_by
from flake8_fastapi.model.taint.endings import SUFFIXES, index_of, taken_from
from flake8_fastapi.model.taint.flows import (
    ANY,
    CLEAN,
    PASSED,
    Called,
    Composed,
    Either,
    Ending,
    Filled,
    Flow,
    Group,
    Guarded,
    Key,
    Member,
    Step,
    Tested,
    Text,
    either,
    keys_within,
    members_of,
    merged,
    unguarded,
    with_entry,
)

if TYPE_CHECKING:
    from flake8_fastapi.model.taint.body import Body
    from flake8_fastapi.model.taint.types_of_body import TypesOfBody


NUMERIC_FORMATS = tuple("bcdeEfFgGnoxX%")


class Values:
    """Makes flows of expressions, and notes the calls in them with what has been checked so far."""

    types: TypesOfBody

    def __init__(self) -> None:
        self.env: dict[str, Flow] = {}
        self.checks: frozenset[Key] = frozenset()
        self.ever_checked: set[Key] = set()
        """All that is checked anywhere in the function, before or after its use."""
        self.calls: dict[ast.Call, Called] = {}
        self.joins: list[Composed] = []
        """Paths put together with ``/``."""
        self.yields: list[Flow] = []
        self.sliced: set[Flow] = set()
        """Values of which only a part is taken somewhere."""
        self.narrowed: set[Flow] = set()
        """Lists from which only a branch leaves items out."""

    def check(self, keys: frozenset[Key]) -> None:
        """Take values as checked from here on."""
        if keys:
            self.checks |= keys
            self.ever_checked |= keys

    def assign(self, target: ast.expr, flow: Flow) -> None:
        """Give a target a value."""
        raise NotImplementedError

    def change(self, node: ast.Call, called: Called) -> None:
        """What a method does to the container or object that it is called on."""
        raise NotImplementedError

    @property
    def _body(self) -> Body:
        return cast("Body", self)

    def flow(self, node: ast.expr) -> Flow:
        """Where the value of an expression comes from, where it stands."""
        method = getattr(self, f"_of_{type(node).__name__.lower()}", None)
        flow: Flow = CLEAN if method is None else method(node)
        return flow

    def _read(self, flow: Flow) -> Flow:
        if not self.checks or flow is CLEAN or isinstance(flow, (Text, Tested)):
            return flow
        return Guarded(flow, self.checks)

    def item(self, flow: Flow, key: Step) -> Flow:
        """An item of a container: the member itself where it is known which one that is."""
        plain = unguarded(flow)
        if plain is CLEAN or isinstance(plain, Tested):
            return CLEAN
        if isinstance(plain, Called):
            text = taken_from(plain.node, key)
            if text is not None:
                return Ending(plain.positional[0] if text in plain.node.args else plain.receiver)
        if isinstance(plain, Group) and key not in (None, ANY):
            found = [each for known, each in plain.members if known == key]
            if found:
                return found[-1]
        return Member(flow, key, self._body)

    def _of_constant(self, node: ast.Constant) -> Flow:
        return Text(node.value) if isinstance(node.value, str) else CLEAN

    def _of_name(self, node: ast.Name) -> Flow:
        flow = self.env.get(node.id)
        if flow is not None:
            return self._read(flow)
        constant = self.types.constant(node)
        return Text(constant) if isinstance(constant, str) else CLEAN

    def _of_attribute(self, node: ast.Attribute) -> Flow:
        path = path_of(node)
        if path is not None and path in self.env:
            return self._read(self.env[path])
        value = self.flow(node.value)
        if value is CLEAN or isinstance(value, Text):
            constant = self.types.constant(node)
            return Text(constant) if isinstance(constant, str) else CLEAN
        member = Member(value, node.attr, self._body, node)
        is_ending = node.attr in SUFFIXES and self.types.is_path(node.value)
        return self._read(Ending(value) if is_ending else member)

    def _of_subscript(self, node: ast.Subscript) -> Flow:
        value = self.flow(node.value)
        if isinstance(node.slice, ast.Slice):
            self.sliced.add(unguarded(value))
            return value
        self.flow(node.slice)
        key = index_of(node)
        if not isinstance(key, (str, int)) or (key == -1 and taken_from(node.value, key) is None):
            key = ANY
        return self._read(self.item(value, key))

    def _of_await(self, node: ast.Await) -> Flow:
        return self.flow(node.value)

    def _of_namedexpr(self, node: ast.NamedExpr) -> Flow:
        flow = self.flow(node.value)
        self.assign(node.target, flow)
        return flow

    def _of_starred(self, node: ast.Starred) -> Flow:
        return self.item(self.flow(node.value), None)

    def _of_ifexp(self, node: ast.IfExp) -> Flow:
        self.flow(node.test)
        checked = checked_by(node.test, self.flow)
        before = self.checks
        options = []
        for branch, keys in ((node.body, checked.when_true), (node.orelse, checked.when_false)):
            self.check(keys)
            options.append(self.flow(branch))
            self.checks = before
        return either(options)

    def _of_boolop(self, node: ast.BoolOp) -> Flow:
        before = self.checks
        options = []
        for each in node.values:
            options.append(self.flow(each))
            checked = checked_by(each, self.flow)
            self.check(checked.when_true if isinstance(node.op, ast.And) else checked.when_false)
        self.checks = before
        if all(isinstance(each, Tested) or each is CLEAN for each in options):
            return Tested(*checked_by(node, self.flow))
        if isinstance(node.op, ast.Or):
            options[:-1] = [Filled(each, before) if _is_followed(each) else each for each in options[:-1]]
        return either(each for each in options if not isinstance(each, Tested))

    def _of_compare(self, node: ast.Compare) -> Flow:
        return Tested(*checked_by(node, self.flow))

    def _of_unaryop(self, node: ast.UnaryOp) -> Flow:
        self.flow(node.operand)
        return Tested(*checked_by(node, self.flow)) if isinstance(node.op, ast.Not) else CLEAN

    def _of_binop(self, node: ast.BinOp) -> Flow:
        left, right = self.flow(node.left), self.flow(node.right)
        plain = unguarded(left), unguarded(right)
        if isinstance(node.op, ast.BitOr) and any(isinstance(each, Group) for each in plain):
            return merged(left, right, self._body)
        if isinstance(node.op, ast.Add) and any(isinstance(each, Group) for each in plain):
            return Group((*members_of(left, self._body), *members_of(right, self._body)))
        if isinstance(node.op, ast.Add) and any(each is not CLEAN for each in plain):
            return Composed((left, right), node)
        if isinstance(node.op, ast.Mod) and (left is not CLEAN or self.types.is_text(node.left)):
            return Composed((left, right), node)
        if isinstance(node.op, ast.Div) and any(each is not CLEAN for each in plain):
            joined = Composed((left, right), node, joins_path=True, checks=self.checks)
            self.joins.append(joined)
            return joined
        if isinstance(node.op, ast.Mult) and isinstance(plain[0], (Group, Text)):
            return left
        return CLEAN

    def _of_joinedstr(self, node: ast.JoinedStr) -> Flow:
        parts: list[Flow] = []
        for each in node.values:
            if isinstance(each, ast.FormattedValue):
                flow = self.flow(each.value)
                parts.append(CLEAN if _is_numeric(each.format_spec) else flow)
            else:
                parts.append(self.flow(each))
        if all(isinstance(each, Text) for each in parts):
            return Text("".join(each.value for each in parts if isinstance(each, Text)))
        return Composed(tuple(parts), node)

    def _of_list(self, node: ast.List | ast.Set) -> Flow:
        return Group(tuple((None, self.flow(each)) for each in node.elts))

    _of_set = _of_list

    def _of_tuple(self, node: ast.Tuple) -> Flow:
        starred = any(isinstance(each, ast.Starred) for each in node.elts)
        return Group(
            tuple((None if starred else place, self.flow(each)) for place, each in enumerate(node.elts))
        )

    def _of_dict(self, node: ast.Dict) -> Flow:
        made: Flow = Group((), is_dictionary=True)
        for key, value in zip(node.keys, node.values, strict=True):
            if key is None:
                made = merged(made, self.flow(value), self._body)
            else:
                made = with_entry(made, self.flow(key), self.flow(value))
        return made

    def _of_listcomp(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> Flow:
        return self._comprehension(node.generators, node.elt)

    _of_setcomp = _of_listcomp
    _of_generatorexp = _of_listcomp

    def _of_dictcomp(self, node: ast.DictComp) -> Flow:
        made = self._comprehension(node.generators, node.key, node.value)
        key, value = (each for _, each in made.members)
        return with_entry(Group((), is_dictionary=True), key, value)

    def _comprehension(self, clauses: list[ast.comprehension], *parts: ast.expr) -> Group:
        env, checks = self.env, self.checks
        self.env = dict(env)
        for clause in clauses:
            source = self.flow(clause.iter)
            if clause.ifs:
                self.sliced.add(unguarded(source))
            self.assign(clause.target, self.item(source, None))
            for test in clause.ifs:
                self.flow(test)
                self.check(checked_by(test, self.flow).when_true)
        known = self.checks - checks
        made = Group(tuple((None, self.flow(each)) for each in parts), known=known)
        self.env, self.checks = env, checks
        return made

    def _of_lambda(self, node: ast.Lambda) -> Flow:
        env = self.env
        arguments = node.args
        names = [each.arg for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
        self.env = {**env, **dict.fromkeys(names, CLEAN)}
        self.flow(node.body)
        self.env = env
        return CLEAN

    def _of_yield(self, node: ast.Yield) -> Flow:
        if node.value is not None:
            self.yields.append(self.flow(node.value))
        return CLEAN

    def _of_yieldfrom(self, node: ast.YieldFrom) -> Flow:
        self.yields.append(self.item(self.flow(node.value), None))
        return CLEAN

    def _of_call(self, node: ast.Call) -> Flow:
        known = self.calls.get(node)
        receiver = self.flow(node.func.value) if isinstance(node.func, ast.Attribute) else CLEAN
        positional, rest = [], []
        for each in node.args:
            if isinstance(each, ast.Starred):
                rest.append(self.flow(each.value))
            else:
                positional.append(self.flow(each))
        keywords = []
        for keyword in node.keywords:
            flow = self.flow(keyword.value)
            if keyword.arg is None:
                rest.append(flow)
            else:
                keywords.append((keyword.arg, flow))
        if known is not None:
            return known  # a condition is looked at twice: for what it calls and for what it checks
        told = self.types.told_endings(node.func) if positional or keywords else None
        if told is not None:
            positional = [Ending(each) if told(place) else each for place, each in enumerate(positional)]
            keywords = [(name, Ending(each) if told(name) else each) for name, each in keywords]
        called = Called(
            node, self._body, receiver, tuple(positional), tuple(keywords), either(rest), self.checks
        )
        self.calls[node] = called
        if (positional or keywords) and self.types.is_function(node.func):
            # It may raise unless what it was given passes a test: asked when somebody needs to know.
            self.check(frozenset({(PASSED, called)}))
        if called.name in INSISTING:
            self.check(frozenset(keys_within(receiver)))
        self.change(node, called)
        return called


def _is_followed(flow: Flow) -> bool:
    """Whether a value comes from somewhere else."""
    return flow is not CLEAN and not isinstance(flow, (Text, Tested, Either))


def _is_numeric(spec: ast.expr | None) -> bool:
    """Whether a format says that the value is a number, so that a text there would raise."""
    if not isinstance(spec, ast.JoinedStr) or len(spec.values) != 1:
        return False
    last = spec.values[0]
    return (
        isinstance(last, ast.Constant)
        and isinstance(last.value, str)
        and last.value.endswith(NUMERIC_FORMATS)
    )
