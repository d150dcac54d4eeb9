"""What a condition tells of the values in it: which are checked where it holds, and where not."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, NamedTuple

from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.taint.flows import (
    ENDING,
    PREFIX,
    Called,
    Flow,
    Group,
    Key,
    Tested,
    Text,
    keys_within,
    unguarded,
)
from flake8_fastapi.model.tree_walk import walk

if TYPE_CHECKING:
    from collections.abc import Callable

Keys = frozenset[Key]
NOTHING: Keys = frozenset()


class Checked(NamedTuple):
    """The keys that are checked where a condition holds, and where it does not."""

    when_true: Keys = NOTHING
    when_false: Keys = NOTHING


TELL_NOTHING = frozenset(
    {"len", "hasattr", "getattr", "bool", "callable", "type", "id", "str", "repr", "print", "exists",
     "is_file", "isfile", "is_dir", "isdir", "strip", "lstrip", "rstrip", "lower", "upper", "isspace",
     "count", "find", "get", "keys", "values", "items", "issubclass", "warning", "info", "debug", "join",
     "format", "replace", "split", "title", "capitalize", "casefold", "encode", "decode", "dumps"}
)  # fmt: skip
"""Calls that look at a value without saying what it may hold, by the last part of their names."""

CHARACTER_TESTS = frozenset({"isdigit", "isnumeric", "isdecimal", "isalnum", "isalpha", "isidentifier"})
QUESTIONS = ("is", "has", "match", "fullmatch", "relative_to")
"""How methods begin that say something of the object that they are called on."""

INSISTING = frozenset({"relative_to"})
"""Methods that raise unless the object that they are called on is what they ask for."""

EXISTENCE = re.compile(r"exist(?!ing)|already", re.IGNORECASE)
NEGATION = re.compile(r"not|no_|non|missing|absent", re.IGNORECASE)
"""Names of functions that say whether something is there, and what turns that round."""

SCHEME = re.compile(r"https?(?::/{0,2})?")
END_TESTS = {"startswith": PREFIX, "endswith": ENDING}
HARMLESS_CLASSES = frozenset(
    {"int", "float", "bool", "complex", "UUID", "date", "datetime", "time", "Decimal", "Enum", "IntEnum",
     "StrEnum"}
)  # fmt: skip


def checked_by(test: ast.expr, flow_of: Callable[[ast.expr], Flow]) -> Checked:
    """What a condition checks; ``flow_of`` gives the flows of its parts."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = checked_by(test.operand, flow_of)
        return Checked(inner.when_false, inner.when_true)
    if isinstance(test, ast.BoolOp):
        parts = [checked_by(each, flow_of) for each in test.values]
        all_true = frozenset().union(*(each.when_true for each in parts))
        all_false = frozenset().union(*(each.when_false for each in parts))
        one_true = _known_in_all([each.when_true for each in parts])
        one_false = _known_in_all([each.when_false for each in parts])
        return Checked(all_true, one_false) if isinstance(test.op, ast.And) else Checked(one_true, all_false)
    if isinstance(test, ast.NamedExpr):
        flow_of(test)
        return checked_by(test.value, flow_of)
    if isinstance(test, ast.Await):
        return checked_by(test.value, flow_of)
    if isinstance(test, ast.Compare):
        return _compared(test, flow_of)
    if isinstance(test, ast.Call):
        return _quantified(test, flow_of) or _called(test, flow_of)
    if isinstance(test, ast.BinOp) and isinstance(test.op, ast.Sub):
        # `set(names) - KNOWN`: what is left over is not known.
        return Checked(NOTHING, frozenset(keys_within(flow_of(test.left))))
    if _is_host(test):
        return Checked(NOTHING, frozenset(keys_within(flow_of(test))))
    return _truth(flow_of(test))


def _known_in_all(ways: list[Keys]) -> Keys:
    """What is checked whichever way a condition came out; of what is known as a whole the ends are, too."""
    ends = frozenset(END_TESTS.values())
    if any(key[0] in ends for keys in ways for key in keys):
        ways = [keys | {(end, *key) for key in keys if key[0] not in ends for end in ends} for keys in ways]
    return frozenset.intersection(*ways)


def _is_host(node: ast.expr) -> bool:
    """Whether an expression is the host of a parsed URL: without one it leads nowhere else."""
    return isinstance(node, ast.Attribute) and node.attr in ("netloc", "hostname")


def _truth(flow: Flow) -> Checked:
    """What the truth of a value tells: of the result of a call, that what went into it was known."""
    plain = unguarded(flow)
    if isinstance(plain, Tested):
        return Checked(plain.when_true, plain.when_false)
    return Checked(_looked_up(plain), NOTHING)


def _looked_up(flow: Flow) -> Keys:
    """The values that something was looked up by: that it was found says that they are known."""
    if isinstance(flow, Group):
        return flow.known
    if isinstance(flow, Called) and flow.name not in TELL_NOTHING:
        searched = [plain.known for each in flow.positional if isinstance(plain := unguarded(each), Group)]
        return frozenset(_given_to(flow)).union({(flow.node,)}, *searched)
    return NOTHING


def _given_to(called: Called) -> set[Key]:
    """The values that a call is given, and those that the calls were given on whose result it is made."""
    found: set[Key] = set()
    for each in (*called.positional, *(flow for _, flow in called.keywords)):
        keys_within(each, found)
    receiver = unguarded(called.receiver)
    if isinstance(receiver, Called):
        found |= _given_to(receiver)
    return found


def _compared(test: ast.Compare, flow_of: Callable[[ast.expr], Flow]) -> Checked:
    left, right = flow_of(test.left), flow_of(test.comparators[0])
    operator = test.ops[0]
    if isinstance(operator, (ast.Is, ast.IsNot)):
        found = _looked_up(unguarded(left))
        return Checked(NOTHING, found) if isinstance(operator, ast.Is) else Checked(found, NOTHING)
    if isinstance(operator, (ast.Eq, ast.NotEq)):
        is_empty = any(isinstance(each, Text) and not each.value.strip() for each in (left, right))
        is_empty = is_empty and not _is_host(test.left)
        known = NOTHING if is_empty else _subjects(test.left, left) | _subjects(test.comparators[0], right)
        return Checked(known, NOTHING) if isinstance(operator, ast.Eq) else Checked(NOTHING, known)
    if isinstance(operator, (ast.LtE, ast.Lt)) and isinstance(test.left, (ast.Set, ast.Call, ast.SetComp)):
        # `{name} <= KNOWN`: the same for sets; a number in such a comparison is none of a client's texts.
        return Checked(_subjects(test.left, left), NOTHING)
    if isinstance(operator, (ast.In, ast.NotIn)):
        member = _subjects(test.left, left)
        container = _subjects(test.comparators[0], right) if not member else NOTHING
        # `"/" in name` looks for what must not be there, `folder in path.parents` for what must.
        looks_for_harm = isinstance(unguarded(left), Text)
        checked = Checked(NOTHING, container) if looks_for_harm else Checked(member | container)
        if isinstance(operator, ast.In):
            return checked
        return Checked(checked.when_false, checked.when_true)
    return Checked()


def _quantified(test: ast.Call, flow_of: Callable[[ast.expr], Flow]) -> Checked | None:
    """``all(each in KNOWN for each in names)``, and ``any(each not in KNOWN ...)``; None for other calls."""
    name = getattr(test.func, "id", "")
    generator = test.args[0] if len(test.args) == 1 else None
    if name not in ("all", "any") or not isinstance(generator, (ast.GeneratorExp, ast.ListComp)):
        return None
    if _asks_for_ends(generator.elt):
        # `any(name.endswith(each) for each in KNOWN)`
        return checked_by(generator.elt, flow_of)
    targets = {
        each.id
        for clause in generator.generators
        for each in walk(clause.target)
        if isinstance(each, ast.Name)
    }
    tested = _names_tested(generator.elt, wanted=name == "all")
    if targets.isdisjoint(tested):
        return None
    keys = frozenset().union(*(keys_within(flow_of(clause.iter)) for clause in generator.generators))
    return Checked(keys, NOTHING) if name == "all" else Checked(NOTHING, keys)


def _asks_for_ends(test: ast.expr) -> bool:
    inner = test.operand if isinstance(test, ast.UnaryOp) else test
    return (
        isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute) and inner.func.attr in END_TESTS
    )


def _names_tested(test: ast.expr, *, wanted: bool) -> set[str]:
    """The names that are known where a condition has the wanted value, by comparisons and character tests."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return _names_tested(test.operand, wanted=not wanted)
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And if wanted else ast.Or):
        return set().union(*(_names_tested(each, wanted=wanted) for each in test.values))
    subject: ast.expr | None = None
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        known = (ast.In, ast.Eq) if wanted else (ast.NotIn, ast.NotEq)
        subject = test.left if isinstance(test.ops[0], known) else None
    elif isinstance(test, ast.Call) and isinstance(test.func, ast.Attribute) and wanted:
        subject = test.func.value if test.func.attr in CHARACTER_TESTS else None
    return {each.id for each in walk(subject) if isinstance(each, ast.Name)} if subject else set()


def _subjects(node: ast.expr, flow: Flow) -> Keys:
    """The values that a comparison is about; the length of one, or a URL's scheme, says nothing of it."""
    plain = unguarded(flow)
    if isinstance(node, ast.Attribute) and node.attr == "scheme":
        return NOTHING
    if isinstance(plain, Called) and plain.name in ("len", "type", "count", "find", "hash", "id"):
        return NOTHING
    return frozenset(keys_within(flow))


def _called(test: ast.Call, flow_of: Callable[[ast.expr], Flow]) -> Checked:
    flow = flow_of(test)
    if not isinstance(flow, Called):
        return Checked()
    name = flow.name
    if name == "isinstance" and len(flow.positional) == 2:
        return Checked(frozenset(keys_within(flow.positional[0])) if _is_harmless(test.args[1]) else NOTHING)
    if name in CHARACTER_TESTS:
        return Checked(frozenset(keys_within(flow.receiver)))
    if name in END_TESTS:
        # The beginning of a text settles where a URL or path leads, the end of a host whose it is.
        ends = frozenset((END_TESTS[name], *key) for key in keys_within(flow.receiver))
        return Checked(NOTHING, ends) if _is_scheme(flow) else Checked(ends, ends)
    if name in TELL_NOTHING:
        return Checked()
    keys = frozenset(_given_to(flow)) | {(flow.node,)}
    if EXISTENCE.search(name) and not NEGATION.search(name):
        return Checked(keys)  # what is not there yet may be any text
    if name.startswith(QUESTIONS):
        keys |= keys_within(flow.receiver)
    return Checked(keys, keys)


def _is_scheme(flow: Called) -> bool:
    """Whether a text is asked for nothing but the scheme of a URL, behind which any host may stand."""
    given = unguarded(flow.positional[0]) if flow.positional else None
    members = [each for _, each in given.members] if isinstance(given, Group) else [given]
    texts = [plain.value for each in members if each and isinstance(plain := unguarded(each), Text)]
    return bool(texts) and len(texts) == len(members) and all(map(SCHEME.fullmatch, texts))


def _is_harmless(node: ast.expr) -> bool:
    classes = node.elts if isinstance(node, ast.Tuple) else [node]
    names = [last_name(each) for each in classes]
    return all(name in HARMLESS_CLASSES for name in names)
