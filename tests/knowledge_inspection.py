"""What a live Python object tells of itself: members, parameters, whether it must be awaited."""

from __future__ import annotations

import ast
import functools
import importlib
import importlib.util
import inspect
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MISSING = object()


def is_installed(name: str) -> bool:
    """Whether the library that a dotted name belongs to can be imported here."""
    parts = name.split(".")
    # Many distributions share these two, so that they say nothing of a library.
    library = ".".join(parts[:3]) if parts[0] in ("google", "azure") else parts[0]
    try:
        return importlib.util.find_spec(library) is not None
    except ModuleNotFoundError:
        return False


def dotted(name: str) -> Any:
    """The object behind a dotted name, importing the modules on the way; MISSING without one."""
    parts = name.split(".")
    try:
        start = importlib.import_module(parts[0])
    except Exception:  # a broken library has the name no more than a missing one
        return MISSING
    return _below(start, parts[0], parts[1:])


def _below(parent: Any, path: str, parts: list[str]) -> Any:
    """The member reached from `parent`; a module is tried where an attribute leads nowhere.

    A package may have a function and a module of one name.
    """
    if not parts:
        return parent
    name, rest = f"{path}.{parts[0]}", parts[1:]
    try:
        attribute = getattr(parent, parts[0], MISSING)
    except Exception:  # lazy attributes that import what is not installed
        attribute = MISSING
    if attribute is not MISSING:
        found = _below(attribute, name, rest)
        if found is not MISSING:
            return found
    if inspect.ismodule(parent):
        try:
            module = importlib.import_module(name)
        except Exception:
            return MISSING
        return _below(module, name, rest)
    return MISSING


def member(owner: type, name: str) -> Any:
    """A member of a class or of its instances: method, property, annotation, slot, field,
    or an attribute that one of its methods sets. Of the latter, only `declared` is known."""
    static = inspect.getattr_static(owner, name, MISSING)
    if static is not MISSING:
        return _unwrapped(static)
    fields = getattr(owner, "model_fields", None) or getattr(owner, "__dataclass_fields__", None)
    if isinstance(fields, dict) and name in fields:
        return declared
    for base in owner.__mro__:
        if name in inspect.get_annotations(base) or name in _set_on_self(base):
            return declared
    return MISSING


def declared(*arguments: Any, **keywords: Any) -> None:
    """Stands for a member whose value only an instance has: all that is known is its name."""


@functools.cache
def _set_on_self(owner: type) -> frozenset[str]:
    """The attributes that the methods of a class assign to their instance."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(owner)))
    except (OSError, TypeError, SyntaxError):
        return frozenset()
    names: set[str] = set()
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if not function.args.args:
            continue
        instance = function.args.args[0].arg
        names |= {
            node.attr
            for node in ast.walk(function)
            if isinstance(node, ast.Attribute)
            and isinstance(node.ctx, ast.Store)
            and isinstance(node.value, ast.Name)
            and node.value.id == instance
        }
    return frozenset(names)


def public_methods(owner: type) -> Iterator[tuple[str, Any]]:
    """The methods that `*` stands for: public functions, not properties or plain values."""
    for name in dir(owner):
        if name.startswith("_"):
            continue
        found = _unwrapped(inspect.getattr_static(owner, name))
        if callable(found) and not isinstance(found, type):
            yield name, found


def _unwrapped(found: Any) -> Any:
    """What a static or class method holds."""
    if isinstance(found, staticmethod | classmethod):
        return found.__func__
    return found


def _layers(found: Any) -> Iterator[Any]:
    """The object and everything that it wraps, outermost first."""
    seen: set[int] = set()
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield found
        if isinstance(found, functools.partial | functools.partialmethod):
            found = found.func
        elif inspect.ismethod(found):
            found = found.__func__
        else:
            found = getattr(found, "__wrapped__", None)


def gives_awaitable(found: Any) -> bool:
    """Whether inspection shows that calling the object gives something to await."""
    for layer in _layers(found):
        if inspect.iscoroutinefunction(layer):
            return True
        if _is_awaitable_annotation(layer):
            return True
    return False


def _is_awaitable_annotation(function: Any) -> bool:
    annotation = getattr(function, "__annotations__", {}) or {}
    result = annotation.get("return") if isinstance(annotation, dict) else None
    if isinstance(result, str):
        if re.match(r"(\w+\.)*(Awaitable|Coroutine|Future|Task)\b", result):
            # concurrent.futures.Future is no awaitable; its evaluated class tells.
            evaluated = _evaluated(function, result)
            return evaluated is None or _has_await(evaluated)
        result = _evaluated(function, result)
    return result is not None and _has_await(result)


def _evaluated(function: Any, annotation: str) -> Any:
    try:
        return eval(annotation, getattr(function, "__globals__", {}))
    except Exception:  # names that exist for type checkers only
        return None


def _has_await(annotation: Any) -> bool:
    origin = getattr(annotation, "__origin__", annotation)
    return isinstance(origin, type) and hasattr(origin, "__await__")


def gives_async_iterator(found: Any) -> bool:
    """Whether calling the object gives an async generator, to iterate and not to await."""
    return any(inspect.isasyncgenfunction(layer) for layer in _layers(found))


@dataclass(frozen=True)
class Parameters:
    """What a call of a function may pass, without the instance that a method is bound to."""

    names: tuple[str, ...]
    positional: tuple[str, ...]
    any_position: bool
    any_keyword: bool

    def takes(self, which: str) -> bool:
        """Whether the argument of that name or position can be passed."""
        if which.isdigit():
            return self.any_position or int(which) < len(self.positional)
        return self.any_keyword or which in self.names

    def at(self, position: int) -> str | None:
        """The name of the argument at a position."""
        return self.positional[position] if position < len(self.positional) else None


def parameters(found: Any, *, bound: bool) -> Parameters | None:
    """The parameters of a callable; None where it hides them (written in C, a plain value)."""
    if found is declared or not callable(found):
        return None
    try:
        listed = list(inspect.signature(found).parameters.values())
    except (ValueError, TypeError):
        return None
    kinds = inspect.Parameter
    has_instance = bound and not isinstance(found, type) and not inspect.ismethod(found)
    if has_instance and listed and listed[0].kind is not kinds.VAR_POSITIONAL:
        listed = listed[1:]
    return Parameters(
        names=tuple(p.name for p in listed),
        positional=tuple(
            p.name for p in listed if p.kind in (kinds.POSITIONAL_ONLY, kinds.POSITIONAL_OR_KEYWORD)
        ),
        any_position=any(p.kind is kinds.VAR_POSITIONAL for p in listed),
        any_keyword=any(p.kind is kinds.VAR_KEYWORD for p in listed),
    )
