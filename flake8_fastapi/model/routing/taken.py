"""Which parameters of a path a handler takes, itself or through its dependencies."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.model.annotated import read_annotation
from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
from flake8_fastapi.model.framework_names import DEPENDS
from flake8_fastapi.model.routing.objects import Scope, keywords_of, known_text
from flake8_fastapi.model.routing.read_by_hand import hands_on, names_read, reads_path
from flake8_fastapi.model.types import ClassObject, External, FunctionObject, Instance, Partial, Type

if TYPE_CHECKING:
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.routing.objects import Route
    from flake8_fastapi.model.routing.table import RouteEntry

DECLARATIONS = ("Path", "Query", "Header", "Cookie", "Body", "Form", "File")
FIELDS = frozenset(f"fastapi.{name}" for name in DECLARATIONS)
REQUESTS = frozenset({"starlette.requests.Request", "starlette.requests.HTTPConnection",
                      "starlette.websockets.WebSocket"})  # fmt: skip
FIELD_CLASSES = ("pydantic.", "sqlmodel.")
DEEPEST_TREE = 10


@dataclass(frozen=True, slots=True)
class Taken:
    """The names that a dependency tree takes from path, query and the like.

    ``is_complete`` is False where some part of the tree could not be followed, or reads the path by itself.
    """

    names: frozenset[str] = frozenset()
    is_complete: bool = True
    dependencies: tuple[str, ...] = ()
    """The dependencies, by the names of their functions or classes."""
    functions: frozenset[FunctionDefinition] = frozenset()
    """The functions of the project among them."""
    unknown: tuple[str, ...] = ()
    """The dependencies of which it is not known what they are, as written."""

    def __or__(self, other: Taken) -> Taken:
        """Both together."""
        return Taken(
            self.names | other.names,
            self.is_complete and other.is_complete,
            tuple(dict.fromkeys((*self.dependencies, *other.dependencies))),
            self.functions | other.functions,
            tuple(dict.fromkeys((*self.unknown, *other.unknown))),
        )


NOTHING = Taken()
UNCLEAR = Taken(is_complete=False)


def _unknown(node: ast.expr) -> Taken:
    """What is taken by a dependency that cannot be followed."""
    return Taken(is_complete=False, unknown=(" ".join(ast.unparse(node).split()),))


def _read_in(text: str) -> Taken:
    """What a text reads of ``path_params``: the names, or that it cannot be told."""
    found = NOTHING
    for name in names_read(text):
        found |= Taken(frozenset({name})) if name is not None else UNCLEAR
    return found


class TakenParameters:
    """Follows the dependency trees of a project's handlers, from their signatures only."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.resolver = project.routing.resolver
        self.interpreter = project.interpreter
        self._known: dict[FunctionDefinition, Taken] = {}
        self._depth = 0

    def by_entry(self, entry: RouteEntry) -> Taken:
        """What is taken for a route on one way to it: by its handler and every ``dependencies=``."""
        route = entry.route
        found = self.by_route(route)
        chain = entry.chain
        objects = [route.router, entry.application]
        if chain is None or chain.application is None or chain.application.call is None:
            found |= UNCLEAR
        for inclusion in chain.inclusions if chain is not None else ():
            objects += [inclusion.parent, inclusion.child]
            if inclusion.kind == "include":
                found |= self._guards(inclusion.call, inclusion.scope)
        for each in dict.fromkeys(each for each in objects if each is not None):
            if each.call is not None:
                found |= self._guards(each.call, each.scope)
            if isinstance(each.cls, ClassDefinition):
                found |= self._by_own_class(each.cls)
        return found

    def _by_own_class(self, cls: ClassDefinition) -> Taken:
        """What an application or router of the project's own class adds: named where its constructor may."""
        constructors = [
            constructor
            for each in self.interpreter.hierarchy.lineage(cls)
            if isinstance(each, ClassDefinition)
            for constructor in each.methods.get("__init__", ())
        ]
        if any("dependencies" in self.project.bodies.text_of(each) for each in constructors):
            return Taken(is_complete=False, unknown=(cls.name,))
        return UNCLEAR

    def by_route(self, route: Route) -> Taken:
        """What the handler and the route's own ``dependencies=`` take."""
        if route.is_plain_starlette:
            return UNCLEAR
        found = self._guards(route.call, route.scope)
        if route.handler is None or route.has_other_decorators:
            found |= UNCLEAR  # a decorator may take parameters away, or add some
        if route.handler is None:
            return found
        return found | self.by_function(route.handler, is_bound=route.endpoint is not None)

    def _guards(self, call: ast.Call, scope: Scope) -> Taken:
        """What the ``dependencies=[...]`` of a call takes."""
        if any(keyword.arg is None for keyword in call.keywords):
            return UNCLEAR
        node = keywords_of(call).get("dependencies")
        if node is None or (isinstance(node, ast.Constant) and node.value is None):
            return NOTHING
        if isinstance(node, (ast.Name, ast.Attribute)):
            behind = self.resolver.value_of(node, scope)
            if behind is None:
                return _unknown(node)
            node, scope = behind
        if not isinstance(node, (ast.List, ast.Tuple)):
            return _unknown(node)
        found = NOTHING
        for each in node.elts:
            if isinstance(each, (ast.Name, ast.Attribute)):
                behind = self.resolver.value_of(each, scope)
                found |= self._by_depends(*behind, None) if behind is not None else _unknown(each)
            else:
                found |= self._by_depends(each, scope, None)
        return found

    def _by_depends(self, node: ast.expr, scope: Scope, annotation: tuple[ast.expr, Scope] | None) -> Taken:
        """What the provider in ``Depends(provider)`` takes; the annotated class where it is left out."""
        if not isinstance(node, ast.Call) or self._name(node.func, scope) not in DEPENDS:
            return _unknown(node)
        provider = node.args[0] if node.args else keywords_of(node).get("dependency")
        if provider is not None:
            of = self._made_by_factory(provider, scope) or self.resolver.type_of(provider, scope)
            return self.by_provider(of) or _unknown(provider)
        if annotation is None:
            return _unknown(node)
        return self.by_provider(self.resolver.type_of(*annotation)) or _unknown(annotation[0])

    def _made_by_factory(self, node: ast.expr, scope: Scope) -> FunctionObject | None:
        """The function in a function of the project that a call of this gives; None for other expressions."""
        of = self.resolver.type_of(node.func, scope) if isinstance(node, ast.Call) else None
        if not isinstance(of, FunctionObject) or of.definition.is_async:
            return None
        local = self.resolver.locals_of(of.definition)
        names = [each.id if isinstance(each, ast.Name) else "" for each in local.returned]
        bound = local.bindings.get(names[0], []) if len(names) == 1 else []
        made = bound[0] if len(bound) == 1 else None
        return FunctionObject(made) if isinstance(made, FunctionDefinition) else None

    def _name(self, node: ast.expr, scope: Scope) -> str:
        of = self.resolver.type_of(node, scope)
        return self.project.knowledge.canonical(of.name) if isinstance(of, External) else ""

    def by_provider(self, of: Type) -> Taken | None:
        """What a dependency takes: a function, a class, an object that can be called, a partial.

        None for what it is not known what it is.
        """
        if isinstance(of, FunctionObject):
            found = self.by_function(of.definition, is_bound=of.receiver is not None)
            own = Taken(dependencies=(of.definition.label,), functions=frozenset({of.definition}))
            return found | own
        if isinstance(of, ClassObject):
            return self.by_class(of.definition) | Taken(dependencies=(of.definition.name,))
        if isinstance(of, Instance):
            if isinstance(of.cls, str):
                is_known = of.cls.startswith("fastapi.security.")
                return Taken(is_complete=is_known, dependencies=(of.cls.rpartition(".")[2],))
            method = self.interpreter.hierarchy.method(of.cls, "__call__")
            taken = self.by_function(method, is_bound=True) if method is not None else UNCLEAR
            return taken | Taken(dependencies=(of.cls.name,))
        if isinstance(of, Partial):
            return self.by_provider(of.target)
        if isinstance(of, External):
            return Taken(is_complete=False, dependencies=(of.name.rpartition(".")[2],))
        return None

    def by_class(self, cls: ClassDefinition) -> Taken:
        """What a class takes to be made: its constructor's parameters, or its fields."""
        method = self.interpreter.hierarchy.method(cls, "__init__")
        if method is not None:
            return self.by_function(method, is_bound=True)
        found = NOTHING
        for each in self.interpreter.hierarchy.lineage(cls):
            if isinstance(each, str):
                if not each.startswith((*FIELD_CLASSES, "builtins.")):
                    return UNCLEAR
                continue
            for name, values in each.values.items():
                annotation, value = values[0].annotation, values[0].value
                if annotation is not None:
                    field = ast.arg(name, annotation)
                    found |= self._by_parameter(each.module, field, value, Scope(each.module, None, each))
                if any(one.value is not None and "alias" in ast.unparse(one.value) for one in values):
                    found |= UNCLEAR
        return found

    def by_function(self, function: FunctionDefinition, is_bound: bool = False) -> Taken:
        """What a function's parameters take; ``is_bound`` leaves out the first."""
        if self._depth > DEEPEST_TREE:
            return UNCLEAR
        known = self._known.get(function)
        if known is None:
            self._known[function] = UNCLEAR  # dependencies in a circle
            self._depth += 1
            try:
                known = self._known[function] = self._by_parameters(function, is_bound)
            finally:
                self._depth -= 1
        return known

    def _by_parameters(self, function: FunctionDefinition, is_bound: bool) -> Taken:
        from flake8_fastapi.model.routing.handlers import parameters

        node = function.node()
        found = NOTHING
        own = list(parameters(node))
        if function.owner is not None and self.interpreter.kind_of_method(function) != "static":
            own = own[1:]
            if not is_bound:
                found = UNCLEAR  # a class-based view, whose class may take parameters too
        scope = Scope(function.module, function.parent, function.owner)
        for parameter, default in own:
            found |= self._by_parameter(function.module, parameter, default, scope, function)
        return found

    def _by_parameter(
        self,
        module: Module,
        parameter: ast.arg,
        default: ast.expr | None,
        scope: Scope,
        function: FunctionDefinition | None = None,
    ) -> Taken:
        found = Taken(frozenset({parameter.arg}))
        annotation: tuple[ast.expr, Scope] | None = None
        calls: list[tuple[ast.Call, Scope] | None] = []
        if parameter.annotation is not None:
            read = read_annotation(parameter.annotation, module)
            same = read.type.module is module
            inner = scope if same else Scope(read.type.module)
            annotation = (read.type.node, inner)
            for each in reversed(read.metadata):
                where = scope if each.module is module else Scope(each.module)
                call = self._declaring_call(each.node, where)
                calls += [call] if call is not None and self._names(call, DEPENDS | FIELDS) else []
            if not self._is_clear(read.type.node, inner):
                found |= _unknown(read.type.node)
            if function is not None and self._name(read.type.node, inner) in REQUESTS:
                found |= self._of_request(function, parameter.arg)
        calls += [self._declaring_call(default, scope)] if default is not None else []
        known = [each for each in calls if each is not None]
        if not known:
            return found
        # A dependency goes before a default that declares something else.
        declared = next((each for each in known if self._names(each, DEPENDS)), known[0])
        name = self._name(declared[0].func, declared[1])
        if name in DEPENDS:
            # What a dependency fills takes nothing by its own name.
            without = replace(found, names=found.names - {parameter.arg})
            return without | self._by_depends(*declared, annotation)
        if name in FIELDS:
            return found | self._alias(*declared)
        # A helper of the project may make a dependency.
        return found | _unknown(declared[0]) if name == "" else found

    def _declaring_call(self, node: ast.expr, scope: Scope) -> tuple[ast.Call, Scope] | None:
        """The call behind a default or behind what stands beside a type, as ``Depends(...)``."""
        if isinstance(node, (ast.Name, ast.Attribute)):
            behind = self.resolver.value_of(node, scope)
            if behind is None:
                return None
            node, scope = behind
        return (node, scope) if isinstance(node, ast.Call) else None

    def _names(self, call: tuple[ast.Call, Scope], names: frozenset[str]) -> bool:
        """Whether a call is of one of these functions."""
        return self._name(call[0].func, call[1]) in names

    def _is_clear(self, node: ast.expr, scope: Scope) -> bool:
        """Whether an annotation surely hides no dependency: it names something that is known."""
        if isinstance(node, ast.Subscript):
            return self._is_clear(node.value, scope)
        if isinstance(node, (ast.Name, ast.Attribute)):
            of = self.resolver.type_of(node, scope)
            return isinstance(of, (External, ClassObject)) or type(of).__name__ == "Alias"
        return True

    @cached_property
    def _read_by_hand(self) -> Taken:
        """What the files of the project read of requests' ``path_params``, whoever does it."""
        found = NOTHING
        for _, content in self.project.survey.contents():
            if b"path_params" in content:
                found |= _read_in(content.decode("utf-8", "replace"))
        return found

    def _of_request(self, function: FunctionDefinition, name: str) -> Taken:
        """What a function may find of the path in its request, itself or where it hands that on."""
        text = function.module.project.bodies.text_of(function)
        if reads_path(text, name):
            return UNCLEAR
        found = _read_in(text)
        return found | self._read_by_hand if hands_on(text, name) else found

    def _alias(self, node: ast.Call, scope: Scope) -> Taken:
        """The other name under which a parameter is taken."""
        alias = keywords_of(node).get("alias") or keywords_of(node).get("validation_alias")
        if alias is None:
            return NOTHING if all(keyword.arg for keyword in node.keywords) else UNCLEAR
        text = known_text(self.resolver.text_of(alias, scope))
        return Taken(frozenset({text})) if text is not None else UNCLEAR
