"""Annotations as types: what a value is that is annotated so."""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING

from flake8_fastapi.model.arguments import Arguments
from flake8_fastapi.model.construction import constructed
from flake8_fastapi.model.types import (
    NONE,
    UNKNOWN,
    Alias,
    ClassObject,
    Coroutine,
    Dependency,
    Entries,
    External,
    FunctionObject,
    Instance,
    Items,
    Maker,
    Manager,
    Partial,
    TupleOf,
    Type,
    Union,
    class_of,
    is_informative,
    union,
    without_none,
)

if TYPE_CHECKING:
    from flake8_fastapi.model.interpreter import Interpreter
    from flake8_fastapi.model.scope import Scope

TYPING = ("typing.", "typing_extensions.", "collections.abc.")

SAME_AS_ARGUMENT = frozenset(
    {"Optional", "Final", "ClassVar", "Required", "NotRequired", "ReadOnly", "Unpack"}
)
ITERABLES = frozenset(
    {"List", "Sequence", "Iterable", "Iterator", "Set", "FrozenSet", "AbstractSet", "Collection",
     "MutableSequence", "MutableSet", "Deque", "Generator", "AsyncIterator", "AsyncIterable",
     "AsyncGenerator", "Reversible", "Container", "KeysView", "ValuesView"}
)  # fmt: skip
MAPPINGS = frozenset(
    {"Dict", "Mapping", "MutableMapping", "DefaultDict", "OrderedDict", "ChainMap", "defaultdict"}
)
BUILTIN_ITERABLES = frozenset({"list", "set", "frozenset", "tuple"})
NO_TYPES = frozenset(
    {"builtins.object", "builtins.type"}
    | {f"builtins.{name}" for name, value in vars(builtins).items() if not isinstance(value, type)}
)
"""Annotations that say nothing, functions such as ``any`` among them."""
MANAGERS = frozenset(
    {"AbstractAsyncContextManager", "AbstractContextManager", "AsyncContextManager", "ContextManager"}
)
WRAPPERS = frozenset({"dishka.FromDishka", "sqlalchemy.orm.Mapped"})
"""Library names that are subscripted with the type of the value."""


class Annotations:
    """Turns annotation expressions into types."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter

    def value_type(self, scope: Scope, node: ast.expr | None) -> Type:
        """The type of a value annotated with ``node``; UNKNOWN where it says nothing."""
        if node is None:
            return UNKNOWN
        if isinstance(node, ast.Constant):
            return self._constant(scope, node)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return union((self.value_type(scope, node.left), self.value_type(scope, node.right)))
        if isinstance(node, ast.Subscript):
            return self._subscript(scope, node)
        if isinstance(node, (ast.Name, ast.Attribute)):
            return self.instance_of(scope.reference(node))
        return UNKNOWN

    def _constant(self, scope: Scope, node: ast.Constant) -> Type:
        if node.value is None:
            return NONE
        if isinstance(node.value, str):
            try:
                inner = ast.parse(node.value.strip(), mode="eval").body
            except (SyntaxError, ValueError, RecursionError):
                return UNKNOWN
            return self.value_type(scope, inner)
        return UNKNOWN

    def instance_of(self, of: Type) -> Type:
        """The type of a value annotated with a class or alias, given what the name stands for."""
        if isinstance(of, ClassObject):
            return Instance(of.definition, exact=False)
        if isinstance(of, Alias):
            return of.value
        if isinstance(of, External):
            name = self.interpreter.knowledge.canonical(of.name)
            if name.startswith(TYPING) or name in NO_TYPES:
                return UNKNOWN
            return self._made_by_function(name) or Instance(self._class_meant(name), exact=False)
        if isinstance(of, Instance) and isinstance(of.cls, str):  # a factory, as in ``db: SessionLocal``
            words = self.interpreter.knowledge.row(of.cls, "call")
            return self.interpreter.type_words.parse(str(words), of) if words else UNKNOWN
        if isinstance(of, Union):  # as of a name that several imports bind, one for each version of a library
            return union(self.instance_of(each) for each in of.options)
        return UNKNOWN

    def _class_meant(self, name: str) -> str:
        """The class that a module has under its own name, where that is annotated (``image: Image``)."""
        knowledge = self.interpreter.knowledge
        inner = knowledge.canonical(f"{name}.{name.rpartition('.')[2]}")
        return inner if not knowledge.is_class(name) and knowledge.is_class(inner) else name

    def _made_by_function(self, name: str) -> Type | None:
        """What a library's function makes, where an annotation names it (``client: boto3.client``)."""
        knowledge = self.interpreter.knowledge
        facts = None if knowledge.is_class(name) else knowledge.function(name)
        if facts is None or facts.returns is None or facts.coroutine:
            return None
        return self.interpreter.type_words.parse(facts.returns)

    def _subscript(self, scope: Scope, node: ast.Subscript) -> Type:
        base = scope.reference(node.value)
        if isinstance(base, (ClassObject, Alias)):
            return self.instance_of(base)
        if not isinstance(base, External):
            return UNKNOWN
        name = self.interpreter.knowledge.canonical(base.name)
        arguments = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        prefix, _, short = name.rpartition(".")
        if short in MANAGERS and prefix in ("contextlib", "typing"):
            return Manager(self.value_type(scope, arguments[0]), is_async="Async" in short)
        if f"{prefix}." in TYPING or prefix == "collections":
            return self._typing(scope, short, arguments)
        if prefix == "builtins":
            return self._builtin(scope, short, arguments)
        if name == "contextvars.ContextVar":
            return Items(self.value_type(scope, arguments[0]))
        if name in WRAPPERS:
            return self.value_type(scope, arguments[0])
        return Instance(name, exact=False)

    def _typing(self, scope: Scope, short: str, arguments: list[ast.expr]) -> Type:
        first = arguments[0] if arguments else None
        if short == "Annotated":
            return self._annotated(scope, arguments)
        if short == "Optional":
            return union((self.value_type(scope, first), NONE))
        if short == "Union":
            return union(self.value_type(scope, each) for each in arguments)
        if short in SAME_AS_ARGUMENT:
            return self.value_type(scope, first)
        if short in ITERABLES:
            return Items(self.value_type(scope, first))
        if short in MAPPINGS and len(arguments) == 2:
            return Entries(self.value_type(scope, first), self.value_type(scope, arguments[1]))
        if short == "Tuple":
            return self._builtin(scope, "tuple", arguments)
        if short == "Type" and first is not None:
            return self._class_itself(scope, first)
        if short == "Callable" and len(arguments) == 2:
            return self._maker(scope, arguments[1])
        if short == "Awaitable":
            return Coroutine(self.value_type(scope, first))
        if short == "Coroutine" and len(arguments) == 3:
            return Coroutine(self.value_type(scope, arguments[2]))
        return UNKNOWN

    def _maker(self, scope: Scope, result: ast.expr) -> Type:
        """``Callable[…, Service]``: where what it gives is an object, or a context manager around one.

        What gives coroutines is left out: its overrides and decorators are not seen.
        """
        of = self.value_type(scope, result)
        inner = of.value if isinstance(of, Manager) else of
        is_object = isinstance(inner, Instance) and not _is_vague(inner)
        return Maker(of) if is_object else UNKNOWN

    def _builtin(self, scope: Scope, short: str, arguments: list[ast.expr]) -> Type:
        if short == "tuple" and not any(
            isinstance(each, ast.Constant) and each.value is Ellipsis for each in arguments
        ):
            return TupleOf(tuple(self.value_type(scope, each) for each in arguments))
        if short in BUILTIN_ITERABLES:
            return Items(self.value_type(scope, arguments[0]))
        if short == "dict" and len(arguments) == 2:
            return Entries(self.value_type(scope, arguments[0]), self.value_type(scope, arguments[1]))
        if short == "type":
            return self._class_itself(scope, arguments[0])
        return UNKNOWN

    def _class_itself(self, scope: Scope, node: ast.expr) -> Type:
        if isinstance(node, (ast.Name, ast.Attribute)):
            of = scope.reference(node)
            if isinstance(of, ClassObject):
                return ClassObject(of.definition, exact=False)
            if isinstance(of, External):
                return of
        return UNKNOWN

    def _annotated(self, scope: Scope, arguments: list[ast.expr]) -> Type:
        declared = self.value_type(scope, arguments[0])
        for metadata in arguments[1:]:
            if isinstance(metadata, ast.Call):
                dependency = scope.type_of(metadata)
                if isinstance(dependency, Dependency):
                    return self.provided_as(dependency, declared)
        return declared

    def provided_as(self, dependency: Dependency, declared: Type) -> Type:
        """What a parameter receives that is declared so and filled by a dependency.

        What the provider really gives is more telling than the annotation beside it.
        """
        provider = dependency.provider
        if provider is UNKNOWN:
            return declared
        given = self.provided(provider)
        if is_informative(given) and not (isinstance(given, Instance) and _is_vague(given)):
            return given
        return declared

    def default_as(self, given: Type, declared: Type) -> Type:
        """The type of a parameter or field, from its default's type and its annotation."""
        if isinstance(given, Dependency):
            if given.provider is UNKNOWN and isinstance(declared, Instance):
                given = Dependency(class_of(declared))
            return self.provided_as(given, declared)
        if declared is UNKNOWN or (isinstance(declared, Maker) and is_informative(given)):
            return UNKNOWN if given == NONE else given
        return declared

    def provided(self, provider: Type) -> Type:
        """What FastAPI hands over for ``Depends(provider)``."""
        if isinstance(provider, FunctionObject):
            summary = self.interpreter.summary_of(provider.definition, provider)
            return without_none(summary.yields if summary.is_generator else summary.returns)
        if isinstance(provider, Partial):
            return self._provided_by_partial(provider)
        if isinstance(provider, Union):
            return union(self.provided(each) for each in provider.options)
        if isinstance(provider, ClassObject):
            return constructed(self.interpreter, provider.definition)
        if isinstance(provider, Instance):
            called = self.interpreter.attributes.find(provider, "__call__")
            return self.provided(called) if isinstance(called, FunctionObject) else UNKNOWN
        return UNKNOWN

    def _provided_by_partial(self, provider: Partial) -> Type:
        target = provider.target
        if isinstance(target, ClassObject):
            given = Arguments(list(provider.positional), dict(provider.keywords))
            return constructed(self.interpreter, target.definition, given)
        if isinstance(target, External):
            return self._provided_by_library(target, provider)
        return self.provided(target)

    def _provided_by_library(self, target: External, provider: Partial) -> Type:
        """``partial(redis.from_url, ...)``: an object of a library's class, or what its function gives."""
        knowledge = self.interpreter.knowledge
        name = knowledge.canonical(target.name)
        if knowledge.is_class(name):
            return Instance(name)
        facts = knowledge.function(name)
        if facts is None or facts.returns is None or facts.coroutine:
            return UNKNOWN
        owner = name.rpartition(".")[0]
        receiver = Instance(owner) if facts.returns == "self" and knowledge.is_class(owner) else UNKNOWN
        given = Arguments(list(provider.positional), dict(provider.keywords))
        return self.interpreter.type_words.parse(facts.returns, receiver, given)


def _is_vague(given: Instance) -> bool:
    return isinstance(given.cls, str) and given.cls.startswith(("builtins.", "typing."))
