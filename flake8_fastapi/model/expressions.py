"""Expressions: their types, and what running them does."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model import calls, injection, iteration, kept_items
from flake8_fastapi.model.arguments import Arguments, shallow
from flake8_fastapi.model.definitions import FunctionDefinition, ValueBinding
from flake8_fastapi.model.effects import Effect
from flake8_fastapi.model.operators import TEXT, Operators
from flake8_fastapi.model.scope import path_of
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import (
    NONE,
    UNKNOWN,
    Alias,
    ClassObject,
    Constant,
    Coroutine,
    Entries,
    External,
    FunctionObject,
    Instance,
    Items,
    TupleOf,
    Type,
    Union,
    is_informative,
    union,
)
from flake8_fastapi.model.values_kept import CLOSING

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_CONSTANT = 80
LONGEST_TUPLE = 12
"""Members; a longer tuple is a list of data."""
GENERIC_MODULES = ("typing", "typing_extensions", "collections.abc", "collections")


class Expressions(Operators):
    """Evaluates expressions in the order in which Python runs them."""

    def evaluate(self, node: ast.expr) -> Type:
        """The type of an expression, recording what running it does."""
        method = _METHODS.get(type(node))
        return method(self, node) if method is not None else UNKNOWN

    def _constant(self, node: ast.Constant) -> Type:
        value = node.value
        if isinstance(value, str):
            return Constant(value) if len(value) <= LONGEST_CONSTANT else TEXT
        if value is None or isinstance(value, (bool, int)):
            return Constant(value)
        return Instance(f"builtins.{type(value).__name__}") if value is not Ellipsis else UNKNOWN

    def _name(self, node: ast.Name) -> Type:
        return self.name_type(node.id)

    def _attribute(self, node: ast.Attribute) -> Type:
        value = self.evaluate(node.value)
        path = path_of(node)
        if path is not None and path in self.env:
            return self.env[path]
        if isinstance(value, Coroutine):
            if node.attr not in CLOSING and not node.attr.startswith("__"):
                self.blame_use(value)
            return UNKNOWN
        if isinstance(value, Instance) and isinstance(value.cls, str):
            self._read_attribute(node, value.cls)
        found = self.interpreter.attributes.find(value, node.attr)
        return self._run_property(node, found)

    def _read_attribute(self, node: ast.Attribute, cls: str) -> None:
        """Reading some attributes of library objects does I/O (``AsyncResult.state``)."""
        facts = self.interpreter.knowledge.reading(cls, node.attr)
        if facts is not None:
            name = f"reading {cls.rpartition('.')[2]}.{node.attr}"
            self.emit(Effect(node.lineno, node.col_offset, facts.category, name, name, facts.cure))

    def _run_property(self, node: ast.Attribute, found: Type) -> Type:
        """The value of an attribute: what the getter returns where it is a property."""
        if isinstance(found, Union):
            if any(self._is_property(each) for each in found.options):
                return union(self._run_property(node, each) for each in alternatives(found))
            return found
        if isinstance(found, FunctionObject) and self._is_property(found):
            return calls.run(self.as_evaluation(), node, found, Arguments())
        return found

    def _is_property(self, found: Type) -> bool:
        return (
            isinstance(found, FunctionObject)
            and isinstance(found.receiver, Instance)
            and self.interpreter.kind_of_method(found.definition) == "instance"
            and self.interpreter.is_property(found.definition)
        )

    def _call(self, node: ast.Call) -> Type:
        return self.run_call(node, awaited=False)

    def run_call(self, node: ast.Call, awaited: bool) -> Type:
        """The type of a call expression, recording what the call does.

        ``awaited`` where it is awaited at once.
        """
        return calls.call(self.as_evaluation(), node, awaited)

    def _await(self, node: ast.Await) -> Type:
        self.awaits()
        if isinstance(node.value, ast.Call):
            value = self.run_call(node.value, awaited=True)
        else:
            value = self.evaluate(node.value)
        return self.awaited(value, node.value)

    def awaited(self, value: Type, node: ast.expr) -> Type:
        """What awaiting a value gives; a coroutine's own effects happen now."""
        results = []
        for each in alternatives(value):
            if isinstance(each, Coroutine):
                for effect in each.effects:
                    self.emit_at(node, effect)
                results.append(each.result)
            elif isinstance(each, Instance) and isinstance(each.cls, str):
                results.append(self._awaited_object(each))
            else:
                results.append(UNKNOWN)
        return union(results)

    def _awaited_object(self, value: Instance) -> Type:
        """Awaiting a library's object (``await asyncpg.create_pool()``) mostly gives that object."""
        words = self.interpreter.knowledge.row(str(value.cls), "awaited")
        if words:
            return self.interpreter.type_words.parse(str(words), value)
        return value if self.interpreter.knowledge.is_class(str(value.cls)) else UNKNOWN

    def _subscript(self, node: ast.Subscript) -> Type:
        value = self.evaluate(node.value)
        if isinstance(value, External):
            if self._is_generic(value):
                return Alias(self.interpreter.annotations.value_type(self, node))
            self.note_library_call(node, f"{value.name}.__getitem__")
            if value.name in injection.MARKERS:
                return injection.injected(self.evaluate(node.slice))
            return value
        if isinstance(value, (ClassObject, Alias)):
            return value
        index = self.evaluate(node.slice)
        if isinstance(value, Coroutine):
            self.blame_use(value)
            return UNKNOWN
        if isinstance(node.slice, ast.Slice):
            return value
        return union(self._item(node, each, index) for each in alternatives(value))

    @staticmethod
    def _is_generic(value: External) -> bool:
        return value.name.rpartition(".")[0] in GENERIC_MODULES

    def _item(self, node: ast.Subscript, value: Type, index: Type) -> Type:
        if isinstance(value, TupleOf):
            if isinstance(index, Constant) and isinstance(index.value, int):
                position = index.value
                if -len(value.members) <= position < len(value.members):
                    return value.members[position]
            return union(value.members)
        if isinstance(value, Items):
            return value.item
        if isinstance(value, Entries):
            return kept_items.read(self.as_evaluation(), node.value, value, index)
        if isinstance(value, Instance):
            return calls.method(self.as_evaluation(), node, value, "__getitem__", [index])
        return UNKNOWN

    def _lambda(self, node: ast.Lambda) -> Type:
        return self.nested_function(node)

    def nested_function(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> Type:
        """A function defined here: the same definition at each evaluation, with this surrounding."""
        place = (node.lineno, node.col_offset)
        definition = self.module.nested.get(place)
        if definition is None:
            definition = FunctionDefinition(self.module, node, None, self.definition)
            self.module.nested[place] = definition
        self.interpreter.project.bodies.remember(definition, node)
        self.env_of_nested[definition] = self.env
        return self.interpreter.decorated(definition, self)

    def _members(self, node: ast.List | ast.Set | ast.Tuple) -> Type:
        # Containers of containers of what a loop passes round would grow without end.
        types = [shallow(self._member(each)) for each in node.elts]
        starred = any(isinstance(each, ast.Starred) for each in node.elts)
        if isinstance(node, ast.Tuple) and not starred and len(types) <= LONGEST_TUPLE:
            return TupleOf(tuple(types))
        return Items(union(types) if types else UNKNOWN)

    def _member(self, node: ast.expr) -> Type:
        of = self.evaluate(node)
        return of.item if isinstance(node, ast.Starred) and isinstance(of, Items) else of

    def _starred(self, node: ast.Starred) -> Type:
        return iteration.items_of(self.as_evaluation(), node.value, self.evaluate(node.value))

    def _dictionary(self, node: ast.Dict) -> Type:
        keys = [shallow(self.evaluate(key)) for key in node.keys if key is not None]
        values = [shallow(self.evaluate(value)) for value in node.values]
        of = Entries(union(keys) if keys else UNKNOWN, union(values) if values else UNKNOWN)
        if len(keys) == len(values) and is_informative(of.value):
            for key, value in zip(keys, values, strict=True):
                of = kept_items.with_entry(of, key, value)
        return of

    def _text(self, node: ast.JoinedStr) -> Type:
        for each in node.values:
            if isinstance(each, ast.FormattedValue):
                of = self.evaluate(each.value)
                if isinstance(of, Coroutine):
                    self.blame_use(of)
                if each.format_spec is not None:
                    self.evaluate(each.format_spec)
        return TEXT

    def _walrus(self, node: ast.NamedExpr) -> Type:
        of = self.evaluate(node.value)
        self.env[node.target.id] = of
        return of

    def _yield(self, node: ast.Yield) -> Type:
        self.note_yield(node.lineno)
        self.yielded(self.evaluate(node.value) if node.value is not None else NONE)
        return UNKNOWN

    def _yield_from(self, node: ast.YieldFrom) -> Type:
        source = self.evaluate(node.value)
        self.yielded(iteration.item_of_loop(self.as_evaluation(), node.value, source, False))
        return UNKNOWN

    def _slice(self, node: ast.Slice) -> Type:
        for each in (node.lower, node.upper, node.step):
            if each is not None:
                self.evaluate(each)
        return UNKNOWN

    def type_of_binding(self, binding: ValueBinding) -> Type:
        """What an assignment at module or class level gives its name; nothing is recorded."""
        if binding.value is None:
            return UNKNOWN
        of = self.type_of(binding.value)
        if binding.entered:
            of = iteration.entered(self.as_evaluation(), binding.value, of, False)
        if binding.iterated:
            of = iteration.items_of(self.as_evaluation(), binding.value, of)
        if binding.unpack is not None:
            of = iteration.unpacked(of, binding.unpack)
        return of


_METHODS: dict[type[ast.expr], Callable[..., Type]] = {
    ast.Constant: Expressions._constant,
    ast.Name: Expressions._name,
    ast.Attribute: Expressions._attribute,
    ast.Call: Expressions._call,
    ast.Await: Expressions._await,
    ast.Subscript: Expressions._subscript,
    ast.BinOp: Expressions.binary,
    ast.BoolOp: Expressions.boolean,
    ast.UnaryOp: Expressions.unary,
    ast.Compare: Expressions.compare,
    ast.IfExp: Expressions.conditional,
    ast.Lambda: Expressions._lambda,
    ast.List: Expressions._members,
    ast.Set: Expressions._members,
    ast.Tuple: Expressions._members,
    ast.Starred: Expressions._starred,
    ast.Dict: Expressions._dictionary,
    ast.ListComp: Expressions.comprehension,
    ast.SetComp: Expressions.comprehension,
    ast.DictComp: Expressions.dictionary_comprehension,
    ast.GeneratorExp: Expressions.generator_expression,
    ast.JoinedStr: Expressions._text,
    ast.NamedExpr: Expressions._walrus,
    ast.Yield: Expressions._yield,
    ast.YieldFrom: Expressions._yield_from,
    ast.Slice: Expressions._slice,
}
