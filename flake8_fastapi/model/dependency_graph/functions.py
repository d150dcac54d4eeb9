"""The functions of the file being checked that FastAPI runs as dependencies."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.decorators import makes_manager
from flake8_fastapi.model.definitions import FunctionDefinition
from flake8_fastapi.model.dependency_graph.uses import DependencyUse, is_other_library, provider_of, scope_of
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.roles import Roles
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.types import Dependency

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.module import Module

SESSIONS = role("orm-sessions").names
LOOPS = (ast.For, ast.AsyncFor, ast.While)

Node = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class DependencyFunction(Located):
    """A function or method of the file being checked that FastAPI runs as a dependency.

    ``uses`` are the places of the project that depend on it, ``node`` its syntax in the checked tree.
    ``is_manager`` tells that a decorator makes a context manager of it, which FastAPI does not enter.
    ``is_guessed`` tells that nobody in the project is seen to depend on it: it has the shape of one.
    """

    definition: FunctionDefinition
    node: Node
    uses: tuple[DependencyUse, ...]
    is_generator: bool
    is_manager: bool
    is_guessed: bool = False

    @property
    def name(self) -> str:
        """How messages name it."""
        return self.definition.label

    @property
    def is_async(self) -> bool:
        """Whether it is an ``async def``."""
        return isinstance(self.node, ast.AsyncFunctionDef)

    @property
    def scopes(self) -> frozenset[str]:
        """The scopes that its users ask for; those of overrides are their dependency's, so left out."""
        return frozenset(use.scope for use in self.uses if not use.is_override)

    @property
    def ends_before_response(self) -> bool:
        """Whether every user asks for ``scope="function"``, or for something that is not known."""
        return bool(self.scopes) and "request" not in self.scopes

    @property
    def only_overrides(self) -> bool:
        """Whether it is only put in the place of other dependencies, as tests do."""
        return bool(self.uses) and all(use.is_override for use in self.uses)


def dependency_functions(module: Module) -> Iterator[DependencyFunction]:
    """The functions of a file that are depended on, or that cannot be anything but dependencies."""
    if not _may_have_dependencies(module):
        return
    definitions = Definitions(module)
    nested_uses = _uses_inside_functions(module)
    generators = {module.index.function_around(each) for each in all_yields(module)}
    for node in functions_in(module):
        here = nested_uses.get(node, [])
        is_nested = module.index.function_around(node) is not None
        if is_nested and not here and not _may_be_returned(module, node):
            continue
        definition = definitions.of(node)
        if definition is None:
            continue
        uses = module.project.dependencies.uses_of(definition)
        uses = tuple(dict.fromkeys((*uses, *here)))
        is_generator = node in generators
        if uses:
            yield DependencyFunction(definition, node, uses, is_generator, makes_manager(module, node))
        elif is_generator and not is_nested and _has_the_shape(module, node, definition):
            yield DependencyFunction(definition, node, (), True, False, is_guessed=True)


def _may_have_dependencies(module: Module) -> bool:
    """Whether the text of a file, or that of others, shows that walking the file may find any."""
    text = module.given_text or ""
    if "Depends" in text or "Security" in text or "yield" in text:
        return True
    return any(module.project.dependencies.is_depended_on(each) for each in module.skeleton.functions)


def functions_in(module: Module) -> list[Node]:
    """All functions and methods of a file, also nested ones; without lambdas."""
    return [*module.index.of_kind(ast.FunctionDef), *module.index.of_kind(ast.AsyncFunctionDef)]


class Definitions:
    """The model's definitions of the functions of one file, found without evaluating anything."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self._known = {(each.line, each.column): each for each in module.skeleton.functions}

    def of(self, node: Node) -> FunctionDefinition | None:
        """The definition of a function; None for a method of a class that stands in a function."""
        place = (node.lineno, node.col_offset)
        if place in self._known:
            return self._known[place]
        around = self.module.index.function_around(node)
        if around is None or isinstance(around, ast.Lambda) or self.module.index.class_around(node):
            return None
        if place not in self.module.nested:
            self.module.nested[place] = FunctionDefinition(self.module, node, None, self.of(around))
        return self.module.nested[place]


def _may_be_returned(module: Module, node: Node) -> bool:
    """Whether something depends on what the function around a nested one returns, as far as names tell."""
    outermost = [each for each in module.index.ancestors(node) if isinstance(each, Node)]
    return bool(outermost) and module.project.dependencies.are_named(outermost[-1].name)


def _uses_inside_functions(module: Module) -> dict[Node, list[DependencyUse]]:
    """The uses of nested functions by a ``Depends`` that stands in the same function, or deeper in it."""
    found: dict[Node, list[DependencyUse]] = {}
    nested: dict[str, list[Node]] | None = None
    is_test = is_test_file(module.display_path)
    scope = module.project.interpreter.module_scope(module)
    for call in depends_calls(module):
        provider = provider_of(call)
        if not isinstance(provider, ast.Name) or module.index.function_around(call) is None:
            continue
        if is_other_library(scope, call.func):
            continue
        if nested is None:
            nested = _nested_functions(module)
        around = set(module.index.ancestors(call))
        for node in nested.get(provider.id, ()):
            if module.index.function_around(node) in around:
                use = DependencyUse(module.path, call.lineno, scope_of(scope, call), False, is_test)
                found.setdefault(node, []).append(use)
    return found


def _nested_functions(module: Module) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for node in functions_in(module):
        if module.index.function_around(node) is not None and module.index.class_around(node) is None:
            found.setdefault(node.name, []).append(node)
    return found


def depends_calls(module: Module) -> list[ast.Call]:
    """The calls of a file that are written ``Depends(…)`` or ``Security(…)``, under whatever name."""
    names = {"Depends", "Security"}
    for statement in module.index.of_kind(ast.ImportFrom):
        names |= {each.asname for each in statement.names if each.asname and each.name in names}
    return [each for each in module.index.of_kind(ast.Call) if last_name(each.func) in names]


def _has_the_shape(module: Module, node: Node, definition: FunctionDefinition) -> bool:
    """Whether a generator that nobody is seen to depend on can only be a dependency.

    It yields once, outside of loops, and declares dependencies of its own, or it yields an SQLAlchemy
    session that it needs no arguments for, and nothing in the project mentions it.
    """
    if node.decorator_list:
        return False
    found = own_yields(module, node)
    if len(found) != 1 or not isinstance(found[0], ast.Yield) or found[0].value is None:
        return False
    if any(isinstance(each, LOOPS) for each in module.index.ancestors(found[0])):
        return False
    defaults = [*node.args.defaults, *(each for each in node.args.kw_defaults if each is not None)]
    if any(isinstance(module.observation.type_of(each), Dependency) for each in defaults):
        return not Roles(module).is_path_operation(definition)
    if definition.owner is not None or node.args.args or node.args.posonlyargs or node.args.kwonlyargs:
        return False
    if not module.observation.is_instance(found[0].value, *SESSIONS):
        return False
    mentions = module.project.survey.mentions(definition.name)
    return all(path == module.path and line == node.lineno for path, line, _ in mentions)


def all_yields(module: Module) -> list[ast.Yield | ast.YieldFrom]:
    """The ``yield`` expressions of a file."""
    return [*module.index.of_kind(ast.Yield), *module.index.of_kind(ast.YieldFrom)]


def own_yields(module: Module, node: Node) -> list[ast.Yield | ast.YieldFrom]:
    """The ``yield`` expressions of a function's own body, in source order."""
    own = [each for each in all_yields(module) if module.index.function_around(each) is node]
    return sorted(own, key=lambda each: (each.lineno, each.col_offset))
