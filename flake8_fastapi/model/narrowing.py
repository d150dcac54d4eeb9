"""What a test tells of the names in it, and whether it can come out both ways."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.asked_objects import answered_by_objects
from flake8_fastapi.model.function_kinds import AWAITABLE_TESTS, FUNCTION_TESTS, is_of_kind, split_by_kind
from flake8_fastapi.model.scope import path_of
from flake8_fastapi.model.types import (
    NONE,
    PRESENT,
    UNKNOWN,
    Alias,
    ClassObject,
    Constant,
    Coroutine,
    External,
    FunctionObject,
    Instance,
    TupleOf,
    Type,
    Union,
    union,
    without_none,
)

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import ClassDefinition
    from flake8_fastapi.model.scope import Scope

TEXT_TESTS = frozenset({"startswith", "endswith"})

Narrowed = dict[str, Type]
TRUE = Constant(True)


def truth(scope: Scope, test: ast.expr, of: Type = UNKNOWN) -> bool | None:
    """Whether a test always comes out the same; None when it can go both ways.

    Literals, ``TYPE_CHECKING`` and questions about types decide. The value of a variable
    does not: it may have changed since.
    """
    if isinstance(test, ast.Constant):
        return bool(test.value)
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = truth(scope, test.operand)
        return None if inner is None else not inner
    if isinstance(test, ast.BoolOp):
        results = [truth(scope, each) for each in test.values]
        if isinstance(test.op, ast.And):
            return False if False in results else (True if all(results) else None)
        return True if True in results else (False if all(r is False for r in results) else None)
    if scope.constants:
        decided = _truth_of_literals(scope, test)
        if decided is not None:
            return decided
    if isinstance(test, ast.Name) and test.id not in scope.env:
        constant = scope.interpreter.names.constant(scope.module, test.id)
        if isinstance(constant, bool):
            return constant
    if scope.receiver_knows and (present := _truth_of_present(scope, test)) is not None:
        return present
    if isinstance(test, (ast.Name, ast.Attribute)):
        return False if _is_type_checking(scope, test) else None
    if isinstance(test, ast.Call) and len(test.args) in (1, 2) and not test.keywords:
        return _truth_of_call(scope, test)
    return answered_by_objects(scope, test)


def _is_type_checking(scope: Scope, test: ast.Name | ast.Attribute) -> bool:
    name = test.id if isinstance(test, ast.Name) else test.attr
    if name != "TYPE_CHECKING":
        return False
    reference = scope.reference(test)
    return isinstance(reference, External) and reference.name.startswith("typing")


def _truth_of_present(scope: Scope, test: ast.expr) -> bool | None:
    """The outcome of ``self.x`` or ``self.x is None`` where the caller has just seen that it is true."""
    if isinstance(test, ast.Compare):
        right = test.comparators[0]
        if len(test.ops) != 1 or not isinstance(right, ast.Constant) or right.value is not None:
            return None
        if isinstance(test.left, ast.Attribute) and _truth_of_present(scope, test.left):
            return isinstance(test.ops[0], (ast.IsNot, ast.NotEq))
        return None
    if not isinstance(test, ast.Attribute) or path_of(test.value) != scope.receiver_name:
        return None
    return True if (test.attr, PRESENT) in getattr(scope.receiver, "attributes", ()) else None


def _truth_of_literals(scope: Scope, test: ast.expr) -> bool | None:
    """The outcome of a test on parameters whose literal values this call gives."""
    if isinstance(test, ast.Name):
        literal = _literal(scope, test)
        return bool(literal[0]) if literal is not None else None
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        left = _literal(scope, test.left)
        right = _literal(scope, test.comparators[0])
        if left is not None and right is None:
            return _is_class(scope, test) if left[0] is None else _is_key(scope, left[0], test)
        if left is None or right is None:
            return None
        return _compared(test.ops[0], left[0], right[0])
    if isinstance(test, ast.Call) and isinstance(test.func, ast.Attribute) and len(test.args) == 1:
        subject, given = _literal(scope, test.func.value), _literal(scope, test.args[0])
        if subject and given and isinstance(subject[0], str) and test.func.attr in TEXT_TESTS:
            if isinstance(given[0], (str, tuple)):
                return bool(getattr(subject[0], test.func.attr)(given[0]))
    return None


def _is_class(scope: Scope, test: ast.Compare) -> bool | None:
    """What comparing None to a class gives, as ``exc_type is ValueError`` where there is no exception."""
    other = test.comparators[0]
    if not isinstance(scope.type_of(other), (ClassObject, External, FunctionObject)):
        return None
    if isinstance(test.ops[0], (ast.Is, ast.Eq)):
        return False
    return True if isinstance(test.ops[0], (ast.IsNot, ast.NotEq)) else None


def _is_key(scope: Scope, key: object, test: ast.Compare) -> bool | None:
    """Whether a literal is a key of a dictionary that the file, or one that it imports from, writes out."""
    container = test.comparators[0]
    if not isinstance(test.ops[0], (ast.In, ast.NotIn)) or not isinstance(container, ast.Name):
        return None
    if container.id in scope.env or key not in scope.interpreter.names.literal_keys(
        scope.module, container.id
    ):
        return None  # what is not written out there may have been put in since
    return isinstance(test.ops[0], ast.In)


def _literal(scope: Scope, node: ast.expr) -> tuple[object] | None:
    """The value of a literal or of a parameter that is one, in a tuple; None for all else."""
    if isinstance(node, ast.Constant):
        return (node.value,)
    if isinstance(node, ast.Name) and node.id in scope.constants:
        of = scope.env.get(node.id)
        return (of.value,) if isinstance(of, Constant) else None
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        members = [_literal(scope, each) for each in node.elts]
        if all(each is not None for each in members):
            return (tuple(each[0] for each in members if each is not None),)
    return None


def _compared(operator: ast.cmpop, left: object, right: object) -> bool | None:
    if isinstance(operator, (ast.Is, ast.Eq)):
        return left == right
    if isinstance(operator, (ast.IsNot, ast.NotEq)):
        return left != right
    if isinstance(operator, (ast.In, ast.NotIn)) and isinstance(right, (tuple, str)):
        if isinstance(right, str) and not isinstance(left, str):
            return None
        found = left in right
        return found if isinstance(operator, ast.In) else not found
    return None


def _truth_of_call(scope: Scope, test: ast.Call) -> bool | None:
    if not isinstance(test.func, (ast.Name, ast.Attribute)):
        return None
    function = scope.reference(test.func)
    if not isinstance(function, External):
        return None
    name = function.name
    if name in SPLITTING and len(test.args) == 2:
        when_true, when_false = SPLITTING[name](scope, scope.type_of(test.args[0]), test.args[1])
        if when_true is None:
            return False
        return True if when_false is None else None
    if name == "builtins.callable":
        return True if isinstance(scope.type_of(test.args[0]), (FunctionObject, ClassObject)) else None
    if name in FUNCTION_TESTS:
        asked = scope.type_of(test.args[0])
        if (answer := is_of_kind(asked, FUNCTION_TESTS[name])) is not None:
            return answer
    if name in AWAITABLE_TESTS:
        asked = scope.type_of(test.args[0])
        if isinstance(asked, Coroutine) and asked.certain:
            return True
        if isinstance(asked, Instance) and isinstance(asked.cls, str):
            return False if scope.interpreter.knowledge.is_class(asked.cls) else None
    return None


def _classes(scope: Scope, node: ast.expr) -> list[ClassDefinition | str] | None:
    """The classes in the second argument of ``isinstance``; None when one is unknown."""
    found: list[ClassDefinition | str] = []
    nodes = node.elts if isinstance(node, ast.Tuple) else [node]
    for each in nodes:
        of = scope.type_of(each)
        if isinstance(of, ClassObject):
            found.append(of.definition)
        elif isinstance(of, External):
            found.append(scope.interpreter.knowledge.canonical(of.name))
        elif isinstance(of, TupleOf):
            for member in of.members:
                if isinstance(member, ClassObject):
                    found.append(member.definition)
                elif isinstance(member, External):
                    found.append(scope.interpreter.knowledge.canonical(member.name))
                else:
                    return None
        elif isinstance(of, Alias) and isinstance(of.value, (Union, Instance)):
            options = of.value.options if isinstance(of.value, Union) else [of.value]
            if not all(isinstance(option, Instance) for option in options):
                return None
            found += [option.cls for option in options if isinstance(option, Instance)]
        else:
            return None
    return found


def _split(scope: Scope, of: Type, node: ast.expr) -> tuple[Type | None, Type | None]:
    """The types for ``isinstance`` being true and false; None for a side that cannot happen."""
    classes = _classes(scope, node)
    if not classes:
        return of, of
    inside: list[Type] = []
    outside: list[Type] = []
    hierarchy = scope.interpreter.hierarchy
    for option in of.options if isinstance(of, Union) else (of,):
        if option == NONE:
            outside.append(option)
        elif not isinstance(option, Instance):
            if option is UNKNOWN:
                inside.append(union(Instance(cls, exact=False) for cls in classes))
            else:
                inside.append(option)
            outside.append(option)
        elif any(hierarchy.is_subclass(option.cls, cls) for cls in classes):
            inside.append(option)
        else:
            outside.append(option)
            narrower = [cls for cls in classes if hierarchy.is_subclass(cls, option.cls)]
            if narrower:
                inside += [Instance(cls, exact=False) for cls in narrower if not option.exact]
            elif any(hierarchy.are_related(option.cls, cls) for cls in classes):
                inside.append(option)
    return (union(inside) if inside else None, union(outside) if outside else None)


def _split_by_attribute(scope: Scope, of: Type, node: ast.expr) -> tuple[Type | None, Type | None]:
    """The types for ``hasattr`` being true and false, by the methods of classes."""
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return of, of
    options = of.options if isinstance(of, Union) else (of,)
    having = [
        isinstance(option, Instance)
        and not isinstance(option.cls, str)
        and scope.interpreter.hierarchy.method(option.cls, node.value) is not None
        for option in options
    ]
    outside = [option for option, has in zip(options, having, strict=True) if not has]
    return of, (union(outside) if outside else None)


SPLITTING = {"builtins.isinstance": _split, "builtins.hasattr": _split_by_attribute}
"""By the names of tests: what they tell of the types of what they are asked."""
SPLITS = frozenset(map(External, SPLITTING))


class Narrowing:
    """The types that names have once a test came out true, or false."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def of(self, test: ast.expr) -> tuple[Narrowed, Narrowed]:
        """What is known of names and attribute paths when the test is true, and when false."""
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            when_true, when_false = self.of(test.operand)
            return when_false, when_true
        if isinstance(test, ast.BoolOp):
            return self._boolean(test)
        if isinstance(test, ast.Compare) and len(test.ops) == 1:
            return self._compare(test)
        if isinstance(test, ast.Call):
            return self._call(test)
        if isinstance(test, ast.NamedExpr):
            return self._truthy(test.target)
        return self._truthy(test)

    def _truthy(self, node: ast.expr) -> tuple[Narrowed, Narrowed]:
        path = path_of(node)
        if path is None:
            return {}, {}
        if path not in self.scope.env and "." in path:
            # Nothing is known of its type; but methods that are called meanwhile may ask the same.
            return {f"bool({path})": TRUE}, {}
        of = self.scope.type_of(node)
        narrowed = without_none(of)
        return ({path: narrowed} if narrowed is not of else {}), {}

    def _boolean(self, test: ast.BoolOp) -> tuple[Narrowed, Narrowed]:
        joined: Narrowed = {}
        single: Narrowed = {}
        is_and = isinstance(test.op, ast.And)
        for value in test.values:
            when_true, when_false = self.of(value)
            joined.update(when_true if is_and else when_false)
            single = when_false if is_and else when_true
        if len(test.values) > 1:
            single = {}
        return (joined, single) if is_and else (single, joined)

    def _compare(self, test: ast.Compare) -> tuple[Narrowed, Narrowed]:
        right = test.comparators[0]
        if isinstance(test.ops[0], (ast.Gt, ast.GtE, ast.NotEq)) and isinstance(test.left, ast.Call):
            return self._call(test.left) if _is_method(test.left, "qsize") else ({}, {})
        if not (isinstance(right, ast.Constant) and right.value is None):
            return {}, {}
        left = test.left.target if isinstance(test.left, ast.NamedExpr) else test.left
        path = path_of(left)
        if path is None:
            return {}, {}
        of = self.scope.type_of(left)
        present = {path: without_none(of)} if isinstance(of, Union) else {}
        # What is missing from a global is often filled in the branch, by a function that is called there.
        is_global = isinstance(left, ast.Name) and path not in self.scope.env
        absent: Narrowed = {path: NONE} if of is not UNKNOWN and not is_global else {}
        if isinstance(test.ops[0], (ast.Is, ast.Eq)):
            return absent, present
        if isinstance(test.ops[0], (ast.IsNot, ast.NotEq)):
            return present, absent
        return {}, {}

    def _call(self, test: ast.Call) -> tuple[Narrowed, Narrowed]:
        if isinstance(test.func, ast.Attribute) and test.func.attr == "done" and not test.args:
            path = path_of(test.func.value)
            return ({f"{path}.done()": TRUE} if path else {}), {}
        if isinstance(test.func, ast.Attribute) and test.func.attr in ("empty", "qsize") and not test.args:
            path = path_of(test.func.value)
            filled: Narrowed = {f"{path}.get()": TRUE} if path else {}
            return ({}, filled) if test.func.attr == "empty" else (filled, {})
        if len(test.args) == 1 and isinstance(test.func, (ast.Name, ast.Attribute)):
            return split_by_kind(self.scope, test, test.func)
        if len(test.args) != 2 or not isinstance(test.func, ast.Name):
            return {}, {}
        split = SPLITTING.get(f"builtins.{test.func.id}")
        path = path_of(test.args[0]) if split is not None else None
        if split is None or path is None or self.scope.name_type(test.func.id) not in SPLITS:
            return {}, {}
        inside, outside = split(self.scope, self.scope.type_of(test.args[0]), test.args[1])
        return (
            {path: inside} if inside is not None else {},
            {path: outside} if outside is not None else {},
        )


def _is_method(node: ast.Call, name: str) -> bool:
    return isinstance(node.func, ast.Attribute) and node.func.attr == name
