"""Which parameters a client fills with whatever text it likes."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flake8_fastapi.model.annotated import Annotation, Written, read_annotation
from flake8_fastapi.model.definitions import ClassDefinition, ValueBinding
from flake8_fastapi.model.framework_names import DEPENDS, WITH_ROUTES
from flake8_fastapi.model.roles import OPERATIONS, WEBSOCKETS
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.taint.flows import ANY
from flake8_fastapi.model.types import ClassObject, External, ExternalMethod, Instance

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.scope import Scope
    from flake8_fastapi.model.taint.analysis import Analysis
    from flake8_fastapi.model.taint.body import Body
    from flake8_fastapi.model.taint.flows import Step

PATH_NAME = re.compile(r"\{(\w+)(:\w+)?\}")
PARAMETER_CLASSES = {
    "fastapi.Query": "query", "fastapi.Path": "path", "fastapi.Header": "header", "fastapi.Cookie": "cookie",
    "fastapi.Body": "body", "fastapi.Form": "form", "fastapi.File": "form",
}  # fmt: skip
CONSTRAINTS = frozenset({"pattern", "regex", "discriminator"})
VALIDATORS = ("Validator", "PlainValidator", "AfterValidator", "BeforeValidator", "WrapValidator")
ANYTHING = frozenset(
    {"builtins.str", "builtins.dict", "builtins.list", "typing.Any", "builtins.object", "typing.Dict",
     "typing.List", "typing.Mapping", "collections.abc.Mapping", "pydantic.EmailStr", "pydantic.NameEmail",
     "pydantic.SecretStr", "pydantic.AnyUrl", "pydantic.AnyHttpUrl", "pydantic.HttpUrl"}
)  # fmt: skip
ITERABLES = frozenset(
    {"list", "List", "set", "Set", "frozenset", "FrozenSet", "Sequence", "Iterable", "Collection", "tuple",
     "Tuple"}
)  # fmt: skip
MAPPINGS = frozenset({"dict", "Dict", "Mapping", "MutableMapping", "defaultdict"})
CHECKING_METHOD = re.compile(r"@(?:\w+\.)*(?:field_)?validator\(([^)]*)\)")
DEEPEST_FIELD = 6


@dataclass(frozen=True, slots=True)
class Source:
    """Something in a request that a client fills in.

    ``kind`` is ``path``, ``whole path`` (may hold slashes), ``query``, ``header``, ``cookie``, ``body``,
    ``form``, ``file name`` or ``message``; ``name`` is how the code names it.
    """

    kind: str
    name: str
    where: str = ""
    """The function in which it comes in, where that is another one than that of the finding."""
    entry: FunctionDefinition | None = field(default=None, compare=False, repr=False)
    """The path operation, dependency or method in which it comes in."""

    def __str__(self) -> str:
        if self.kind == "file name":
            return f"the client's file name {self.name}"
        kind = "path" if self.kind == "whole path" else self.kind
        noun = {
            "path": "path parameter", "query": "query parameter", "body": "body value",
            "form": "form field", "message": "websocket message",
        }.get(kind, kind)  # fmt: skip
        return f"the {noun} {self.name!r}"


def parameter_of(body: Body, name: str) -> tuple[ast.arg | None, ast.expr | None]:
    """A parameter's syntax and its default."""
    arguments = body.node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    given: list[ast.expr | None] = [None] * (len(positional) - len(arguments.defaults))
    defaults = [*given, *arguments.defaults, *arguments.kw_defaults]
    for each, default in zip([*positional, *arguments.kwonlyargs], defaults, strict=True):
        if each.arg == name:
            return each, default
    return None, None


def labelled(name: str, path: tuple[Step, ...]) -> str:
    """How a message names a part of a parameter."""
    return ".".join([name, *(each for each in path if isinstance(each, str) and each.isidentifier())])


class Client:
    """Answers what a client controls of the parameters of a project's functions."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.project = analysis.project
        self._routes: dict[tuple[Module, int, int], list[tuple[str, str]]] = {}

    def routes(self, body: Body) -> list[tuple[str, str]]:
        """The router methods that make a function a handler, each with the path that it is given."""
        definition = body.definition
        place = (definition.module, definition.line, definition.column)
        if place not in self._routes:
            self._routes[place] = self._read_routes(body)
        return self._routes[place]

    def is_registered(self, function: FunctionDefinition) -> bool:
        """Whether a call names the function as a handler: ``router.add_api_route(path, function)``."""
        return function in self.project.routing.registered_by_call

    def _read_routes(self, body: Body) -> list[tuple[str, str]]:
        registered = [
            (verb.lower(), route.path or "")
            for route in self.project.routing.registered_by_call.get(body.definition, ())
            for verb in route.methods or ("api_route",)
        ]
        return registered + self._read_decorators(body)

    def _read_decorators(self, body: Body) -> list[tuple[str, str]]:
        node = body.node
        if isinstance(node, ast.Lambda) or not node.decorator_list:
            return []
        scope: Scope = (
            body.parent.types if body.parent is not None
            else self.project.interpreter.definition_scope(body.definition)
        )  # fmt: skip
        found = []
        for each in node.decorator_list:
            if not isinstance(each, ast.Call):
                continue
            of = scope.reference(each.func)
            if isinstance(of, ExternalMethod) and of.name in OPERATIONS and isinstance(of.receiver, Instance):
                if not self.analysis.lineage_names(of.receiver.cls).isdisjoint(WITH_ROUTES):
                    path = each.args[0] if each.args else None
                    for keyword in each.keywords:
                        path = keyword.value if keyword.arg == "path" else path
                    is_text = isinstance(path, ast.Constant) and isinstance(path.value, str)
                    found.append((of.name, str(path.value) if is_text else ""))  # type: ignore[union-attr]
        return found

    def is_entry(self, body: Body) -> bool:
        """Whether FastAPI fills in the parameters: those of path operations and dependencies."""
        return bool(self.routes(body)) or self.project.dependencies.is_depended_on(body.definition)

    def provider(self, body: Body, name: str) -> tuple[Written | None, Written | None] | None:
        """What a parameter depends on, and its annotation; None for one that is no dependency."""
        argument, default = parameter_of(body, name)
        if argument is None:
            return None
        read = self._annotation(argument, body.definition.module)
        candidates = [*(read.metadata if read else ())]
        if default is not None:
            candidates.append(Written(default, body.definition.module))
        for each in candidates:
            if isinstance(each.node, ast.Call) and each.name in DEPENDS:
                for keyword in each.node.keywords:
                    if keyword.arg == "dependency":
                        return Written(keyword.value, each.module), None
                if each.node.args:
                    return Written(each.node.args[0], each.module), None
                return None, read.type if read else None
        return None

    def _annotation(self, argument: ast.arg, module: Module) -> Annotation | None:
        return read_annotation(argument.annotation, module) if argument.annotation is not None else None

    def source(self, body: Body, name: str, path: tuple[Step, ...]) -> Source | None:
        """What of a request stands in a parameter of a path operation or dependency.

        None for nothing that a client controls.
        """
        argument, default = parameter_of(body, name)
        if argument is None:
            return None
        module = body.definition.module
        kind = ""
        if default is not None:
            written = Written(default, module)
            kind = PARAMETER_CLASSES.get(written.name, "")
            if _is_constrained((written,)):
                return None
        if argument.annotation is None:
            if isinstance(default, ast.Constant) and isinstance(default.value, (int, float)):
                return None
        else:
            read = read_annotation(argument.annotation, module)
            for each in read.metadata:
                kind = PARAMETER_CLASSES.get(each.name, kind)
            if not self.holds_text(argument.annotation, module, path):
                return None
        label = labelled(name, path)
        return Source(self._kind(body, name, kind, path), label, entry=body.definition)

    def _kind(self, body: Body, name: str, kind: str, path: tuple[Step, ...]) -> str:
        for _, route in self.routes(body):
            for found, convertor in PATH_NAME.findall(route):
                if found == name:
                    return "whole path" if convertor == ":path" else "path"
        if kind == "path":
            return "whole path"  # the route is not seen, so it may be one that takes slashes
        return kind or ("body" if path else "query")

    def holds_text(self, node: ast.expr, module: Module, path: tuple[Step, ...], depth: int = 0) -> bool:
        """Whether what is annotated so may hold any text at a place in it."""
        if depth > DEEPEST_FIELD:
            return False
        read = read_annotation(node, module)
        if _is_constrained(read.metadata):
            return False
        node, module = read.type.node, read.type.module
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return any(self.holds_text(each, module, path, depth + 1) for each in (node.left, node.right))
        if isinstance(node, ast.Subscript):
            return self._generic_holds_text(node, module, path, depth)
        if not isinstance(node, (ast.Name, ast.Attribute)):
            return False
        of = self.project.interpreter.module_scope(module).reference(node)
        if isinstance(of, ClassObject):
            return bool(path) and self._field_holds_text(of.definition, path, depth)
        if isinstance(of, External):
            name = self.project.knowledge.canonical(of.name)
            return name in ANYTHING
        return False

    def _generic_holds_text(
        self, node: ast.Subscript, module: Module, path: tuple[Step, ...], depth: int
    ) -> bool:
        base = node.value
        name = last_name(base)
        arguments = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if name in ("Optional", "Union"):
            return any(self.holds_text(each, module, path, depth + 1) for each in arguments)
        if name in ITERABLES:
            return any(self.holds_text(each, module, path[1:], depth + 1) for each in arguments)
        if name in MAPPINGS:
            return self.holds_text(arguments[-1], module, path[1:], depth + 1)
        return False

    def class_holds_text(self, cls: ClassDefinition, path: tuple[Step, ...]) -> bool:
        """Whether what stands at a place in an object of a class may hold any text."""
        return self._field_holds_text(cls, path, 0)

    def _field_holds_text(self, cls: ClassDefinition, path: tuple[Step, ...], depth: int) -> bool:
        name = path[0]
        if name == ANY:
            fields = {
                field
                for each in self.project.interpreter.hierarchy.lineage(cls)
                if isinstance(each, ClassDefinition)
                for field in each.values
            }
            return any(self._field_holds_text(cls, (field, *path[1:]), depth) for field in sorted(fields))
        for each in self.project.interpreter.hierarchy.lineage(cls):
            if not isinstance(each, ClassDefinition):
                if str(each).startswith("enum."):
                    return False
                continue
            if isinstance(name, str) and name in each.values:
                binding = each.values[name][-1]
                if binding.annotation is None or self._is_validated(cls, name):
                    return False
                if isinstance(binding, ValueBinding) and binding.value is not None:
                    if _is_constrained((Written(binding.value, each.module),)):
                        return False
                return self.holds_text(binding.annotation, each.module, path[1:], depth + 1)
            for method in each.methods.get("__init__", ()) if isinstance(name, str) else ():
                for argument in method.node().args.args:
                    if argument.arg == name:  # `self.name = name`, as everybody writes it
                        annotation = argument.annotation
                        return annotation is not None and self.holds_text(
                            annotation, each.module, path[1:], depth + 1
                        )
        return False

    def _is_validated(self, cls: ClassDefinition, name: str) -> bool:
        """Whether a model has a validator for one of its fields."""
        bodies = self.project.bodies
        for each in self.project.interpreter.hierarchy.lineage(cls):
            if not isinstance(each, ClassDefinition):
                continue
            for methods in each.methods.values():
                for method in methods:
                    if not method.decorated:
                        continue
                    text = bodies.text_of(method)
                    for given in CHECKING_METHOD.findall(text):
                        if f'"{name}"' in given or f"'{name}'" in given or '"*"' in given:
                            return True
                    if "model_validator" in text or "root_validator" in text:
                        if "raise" in text and re.search(rf"\b{name}\b", text):
                            return True
        return False


def _is_constrained(metadata: tuple[Written, ...]) -> bool:
    """Whether a pattern or a validator of the project's own decides what a value may hold."""
    for each in metadata:
        if isinstance(each.node, ast.Call):
            if any(keyword.arg in CONSTRAINTS for keyword in each.node.keywords):
                return True
            function = each.node.func
            name = last_name(function)
            if name in VALIDATORS:
                return True
    return False


def is_websocket(routes: list[tuple[str, str]]) -> bool:
    """Whether a function serves a websocket."""
    return any(method in WEBSOCKETS for method, _ in routes)
