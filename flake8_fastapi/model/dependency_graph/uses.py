"""Who depends on a function: answered for the whole project, from its text, when a rule asks."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.model.definitions import ValueBinding
from flake8_fastapi.model.dependency_graph.mentions import Mentions
from flake8_fastapi.model.receivers import is_receiver
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import ClassObject, Constant, External, FunctionObject, Instance, Partial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.dependency_graph.mentions import Mention
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.scope import Scope
    from flake8_fastapi.model.types import Type


@dataclass(frozen=True, slots=True)
class DependencyUse:
    """One place that depends on a function.

    ``scope`` is ``"function"`` or ``"request"`` (also where it is left out, as that is the default of
    generators), and ``""`` where it is not known. ``is_override`` tells that the function is put in the
    place of another dependency, as tests do.
    """

    path: str
    line: int
    scope: str
    is_override: bool = False
    is_test: bool = False


class Dependencies:
    """Answers which functions of a project are depended on, and by whom."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._mentions = Mentions(project)
        self._uses: dict[FunctionDefinition, tuple[DependencyUse, ...]] = {}
        self._renamed: dict[Module, dict[str, set[str]]] = {}

    def uses_of(self, function: FunctionDefinition) -> tuple[DependencyUse, ...]:
        """The places in the project that depend on a function or method, by file and line.

        A function that is nested in another counts where the outer one returns it; places inside of
        the outer one are known for the file being checked only (``dependency_functions``).
        """
        if function not in self._uses:
            self._uses[function] = tuple(self._find(function))
        return self._uses[function]

    def is_depended_on(self, function: FunctionDefinition) -> bool:
        """Whether anything in the project depends on a function."""
        return bool(self.uses_of(function))

    def are_named(self, name: str) -> bool:
        """Whether any ``Depends(…)`` of the project has this word in it, whatever it means there."""
        return bool(self._mentions.of(name))

    def are_filled_in(self, name: str) -> bool:
        """Whether a function or class of this name declares a dependency as the default of a parameter."""
        return name in self._filled_in

    @cached_property
    def _filled_in(self) -> frozenset[str]:
        return frozenset(each.function for each in self._mentions.all) - {""}

    def _find(self, function: FunctionDefinition) -> Iterator[DependencyUse]:
        if function.name == "__call__":
            yield from self._of_objects.get(function, ())
            return
        seen = set()
        for name in sorted(self._names_of(function.outermost)):
            for mention in self._mentions.of(name):
                if mention not in seen:
                    seen.add(mention)
                    if function in self._provided_by(mention):
                        yield self._use(mention)

    def _names_of(self, function: FunctionDefinition) -> set[str]:
        """The function's name, and those that its own file gives to it or to a partial of it."""
        module = function.module
        if module not in self._renamed:
            renamed: dict[str, set[str]] = {}
            for name in module.skeleton.bindings:
                for binding in module.lookup(name):
                    if isinstance(binding, ValueBinding) and isinstance(
                        binding.value, (ast.Name, ast.Call, ast.Attribute)
                    ):
                        for each in walk(binding.value):
                            if isinstance(each, (ast.Name, ast.Attribute)):
                                word = each.id if isinstance(each, ast.Name) else each.attr
                                renamed.setdefault(word, set()).add(name)
            self._renamed[module] = renamed
        names = self._classes_made_by(function) or {function.name}
        return names.union(*(self._renamed[module].get(name, ()) for name in names))

    def _classes_made_by(self, function: FunctionDefinition) -> set[str]:
        """The names of the classes of which a constructor makes objects; empty for other functions."""
        owner = function.owner
        if function.name != "__init__" or owner is None:
            return set()
        below = self.project.interpreter.hierarchy.subclasses(owner) if self._mentions.all else ()
        return {owner.name, *(each.name for each in below if "__init__" not in each.methods)}

    @cached_property
    def _of_objects(self) -> dict[FunctionDefinition, list[DependencyUse]]:
        """The ``__call__`` methods of all objects that are depended on; looks at every ``Depends``."""
        found: dict[FunctionDefinition, list[DependencyUse]] = {}
        for mention in self._mentions.all:
            for definition in self._provided_by(mention):
                if definition.name == "__call__":
                    found.setdefault(definition, []).append(self._use(mention))
        return found

    def _use(self, mention: Mention) -> DependencyUse:
        module = self.project.module_at(mention.path)
        call = mention.arguments()
        scope = scope_of(self.project.interpreter.module_scope(module), call) if call is not None else ""
        is_test = is_test_file(module.display_path)
        return DependencyUse(mention.path, mention.line, scope, mention.is_override, is_test)

    def _provided_by(self, mention: Mention) -> frozenset[FunctionDefinition]:
        """The functions that FastAPI calls for a mention."""
        call = mention.arguments()
        provider = provider_of(call) if call is not None else None
        if provider is None:
            return frozenset()
        module = self.project.module_at(mention.path)
        scope = self.project.interpreter.module_scope(module)
        if mention.called and is_other_library(scope, ast.parse(mention.called, mode="eval").body):
            return frozenset()
        of = scope.type_of(provider)
        found = frozenset(self.functions_called(of))
        return found or frozenset(self._seen_from_function(module, mention.line, provider))

    def functions_called(self, provider: Type) -> Iterator[FunctionDefinition]:
        """The project's functions that FastAPI calls for a dependency on this."""
        for each in alternatives(provider):
            if isinstance(each, FunctionObject):
                yield each.definition
            elif isinstance(each, Partial):
                yield from self.functions_called(each.target)
            elif isinstance(each, Instance) and not isinstance(each.cls, str):
                method = self.project.interpreter.hierarchy.method(each.cls, "__call__")
                if method is not None:
                    yield method
            elif isinstance(each, ClassObject):
                method = self.project.interpreter.hierarchy.method(each.definition, "__init__")
                if method is not None:
                    yield method

    def _seen_from_function(
        self, module: Module, line: int, provider: ast.expr
    ) -> Iterator[FunctionDefinition]:
        """What a name means that only a function's own imports or its receiver (``self``) explain."""
        around = module.function_around(line)
        if around is None:
            return
        interpreter = self.project.interpreter
        if isinstance(provider, ast.Attribute) and around.owner is not None:
            if is_receiver(provider.value, around):
                method = interpreter.hierarchy.method(around.owner, provider.attr)
                if method is not None:
                    yield method
            return
        first = provider.value if isinstance(provider, ast.Attribute) else provider
        if not isinstance(first, ast.Name):
            return
        for node in walk(around.node()):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                for name, of in interpreter.names.local_imports(module, node):
                    if name == first.id:
                        if isinstance(provider, ast.Attribute):
                            of = interpreter.attributes.find(of, provider.attr)
                        yield from self.functions_called(of)


def is_other_library(scope: Scope, depends: ast.expr) -> bool:
    """Whether a ``Depends`` is that of a library other than FastAPI, which runs it at other times.

    What a project makes itself, and what is imported inside of functions only, may be FastAPI's.
    """
    of = scope.reference(depends)
    if not isinstance(of, External):
        return False
    return scope.interpreter.knowledge.canonical(of.name).partition(".")[0] != "fastapi"


def provider_of(call: ast.Call) -> ast.expr | None:
    """The first argument of ``Depends(…)``; None where there is none."""
    for keyword in call.keywords:
        if keyword.arg == "dependency":
            return keyword.value
    if call.args and not isinstance(call.args[0], ast.Starred):
        return call.args[0]
    return None


def scope_of(scope: Scope, call: ast.Call) -> str:
    """The scope that ``Depends(…)`` names; ``"request"`` where it names none, ``""`` where unknown."""
    for keyword in call.keywords:
        if keyword.arg is None:
            return ""
        if keyword.arg == "scope":
            of = scope.type_of(keyword.value)
            if isinstance(of, Constant) and of.value in ("function", "request", None):
                return str(of.value or "request")
            return ""
    return "request"
