"""Path operations that want a form and a JSON body at once, which no request can be."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.annotated import Written, read_annotation
from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
from flake8_fastapi.model.framework_names import DATACLASSES, DEPENDS
from flake8_fastapi.model.local_names import parameters_of
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.observation import argument
from flake8_fastapi.model.routing.file_nodes import path_operations
from flake8_fastapi.model.types import ClassObject, FunctionObject, Instance, Type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.routing.objects import PathOperation

FORMS = frozenset({"fastapi.Form", "fastapi.File", "fastapi.params.Form", "fastapi.params.File"})
BODIES = frozenset({"fastapi.Body", "fastapi.params.Body"})
UPLOADS = frozenset({"fastapi.UploadFile", "starlette.datastructures.UploadFile"})
MODELS = role("model-bases").names
LISTS = frozenset({"builtins.list", "typing.List", "builtins.set", "typing.Set", "typing.Sequence"})
DICTIONARIES = frozenset({"builtins.dict", "typing.Dict", "typing.Mapping", "collections.abc.Mapping"})
FROM_TEXT = frozenset({"__get_validators__", "__get_pydantic_core_schema__", "__modify_schema__"})
DEEPEST_DEPENDENCY = 8


@dataclass(frozen=True, slots=True)
class BodyPart:
    """One parameter that takes its value from the body, of a path operation or what it depends on.

    The kind ``model`` stands for all that only JSON can give, dictionaries and lists of models too.

    ``own`` is the path operation's parameter that leads to it, None for ``dependencies=``.
    """

    kind: Literal["form", "model"]
    name: str
    own: ast.arg | None


@dataclass(frozen=True, slots=True)
class MixedBody(Located):
    """A path operation with a part of a form and a required model; ``node`` is where it is reported."""

    node: ast.arg | ast.expr
    form: str
    model: str


def mixed_bodies(module: Module) -> Iterator[MixedBody]:
    """The path operations of a file that no request can satisfy."""
    for operation in path_operations(module):
        parts = list(_parts_of(module, operation))
        form = next((each for each in parts if each.kind == "form"), None)
        model = next((each for each in parts if each.kind == "model"), None)
        if form is not None and model is not None:
            place = model.own or form.own or _route_of(operation)
            yield MixedBody(place, form.name, model.name)


def _route_of(operation: PathOperation) -> ast.expr:
    return operation.routes[0].call


def _parts_of(module: Module, operation: PathOperation) -> Iterator[BodyPart]:
    seen: set[FunctionDefinition] = set()
    yield from _parts(module, operation.function, None, 0, seen)
    for route in operation.routes:
        objects = [route.keywords, route.router.keywords if route.router is not None else {}]
        for keywords, owner in zip(
            objects, [module, route.router.module if route.router else module], strict=True
        ):
            for each in getattr(keywords.get("dependencies"), "elts", []):
                if isinstance(each, ast.Call) and Written(each, owner).name in DEPENDS:
                    yield from _parts_of_provider(owner, each, None, 0, seen)


def _parts(
    module: Module, function: FunctionNode, own: ast.arg | None, depth: int, seen: set[FunctionDefinition]
) -> Iterator[BodyPart]:
    """The parts of the body that a function's parameters want; ``own`` is kept from the path operation."""
    for parameter, default in parameters_of(function):
        top = own or parameter
        marks = [Written(default, module)] if isinstance(default, ast.Call) else []
        kind, owner = parameter.annotation, module
        if kind is not None:
            annotation = read_annotation(kind, module)
            marks += [each for each in annotation.metadata if isinstance(each.node, ast.Call)]
            kind, owner = annotation.type.node, annotation.type.module
        names = {mark.name: mark for mark in marks}
        depends = next((mark for name, mark in names.items() if name in DEPENDS), None)
        if depends is not None and isinstance(depends.node, ast.Call):
            yield from _parts_of_provider(depends.module, depends.node, top, depth, seen)
        elif names.keys() & FORMS or (kind is not None and Written(kind, owner).names_any(UPLOADS)):
            yield BodyPart("form", parameter.arg, top)
        elif kind is not None and _is_required(default, names) and _needs_json(Written(kind, owner)):
            if not names or names.keys() & BODIES:
                yield BodyPart("model", parameter.arg, top)


def _parts_of_provider(
    module: Module, call: ast.Call, own: ast.arg | None, depth: int, seen: set[FunctionDefinition]
) -> Iterator[BodyPart]:
    """The parts that a dependency wants."""
    provider = argument(call, "dependency", 0)
    if provider is None or depth > DEEPEST_DEPENDENCY:
        return
    definition = _function(module, module.project.interpreter.module_scope(module).type_of(provider))
    if definition is not None and definition not in seen:
        seen.add(definition)
        node = definition.node()
        if definition.owner is not None:
            node = _without_receiver(node)
        yield from _parts(definition.module, node, own, depth + 1, seen)


def _function(module: Module, of: Type) -> FunctionDefinition | None:
    if isinstance(of, FunctionObject):
        return of.definition if of.definition.owner is None else None
    if isinstance(of, Instance) and isinstance(of.cls, ClassDefinition):
        return module.project.interpreter.hierarchy.method(of.cls, "__call__")
    return None


def _without_receiver(node: FunctionNode) -> FunctionNode:
    """A method's syntax without ``self``."""
    arguments = node.args
    rest = ast.arguments(
        arguments.posonlyargs,
        arguments.args[1:],
        arguments.vararg,
        arguments.kwonlyargs,
        arguments.kw_defaults,
        arguments.kwarg,
        arguments.defaults,
    )
    return ast.Lambda(rest, ast.Constant(None))


def _is_required(default: ast.expr | None, names: dict[str, Written]) -> bool:
    """Whether a parameter must be sent: no default, or none in its ``Body(...)``."""
    if default is None:
        return True
    if not isinstance(default, ast.Call) or not names.keys() & BODIES:
        return isinstance(default, ast.Constant) and default.value is Ellipsis
    given = argument(default, "default", 0)
    factory = argument(default, "default_factory")
    return factory is None and (
        given is None or (isinstance(given, ast.Constant) and given.value is Ellipsis)
    )


def _needs_json(written: Written) -> bool:
    """Whether no text of a form can be of a type: a model, a dictionary, or a list of such."""
    node = written.node
    if isinstance(node, ast.Subscript):
        container = Written(node.value, written.module).name
        if container in LISTS and not isinstance(node.slice, ast.Tuple):
            return _needs_json(read_annotation(node.slice, written.module).type)
        return container in DICTIONARIES
    return written.name in DICTIONARIES or _is_model(written)


def _is_model(written: Written) -> bool:
    """Whether a type is a pydantic model or dataclass that is surely not made from text."""
    if not isinstance(written.node, (ast.Name, ast.Attribute)):
        return False
    interpreter = written.module.project.interpreter
    of = interpreter.module_scope(written.module).reference(written.node)
    if not isinstance(of, ClassObject):
        return False
    if any(Written(each, of.definition.module).name in DATACLASSES for each in of.definition.decorators):
        return True
    lineage = interpreter.hierarchy.lineage(of.definition)
    libraries = {each for each in lineage if isinstance(each, str)}
    if not libraries & MODELS or not libraries <= MODELS | {"typing.Generic", "abc.ABC", "builtins.object"}:
        return False
    return not any(_takes_text(each) for each in lineage if isinstance(each, ClassDefinition))


def _takes_text(cls: ClassDefinition) -> bool:
    """Whether a class may turn text into itself: by a validator that runs before the fields are read."""
    if FROM_TEXT & cls.methods.keys() or "RootModel" in {ast.unparse(each) for each in cls.bases}:
        return True
    for versions in cls.methods.values():
        for method in versions:
            node = method.node()
            if isinstance(node, ast.Lambda):
                continue
            for decorator in node.decorator_list:
                text = ast.unparse(decorator)
                if "root_validator" in text or ("model_validator" in text and "after" not in text):
                    return True
    return False
