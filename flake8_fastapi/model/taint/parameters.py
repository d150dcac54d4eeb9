"""What the parameters of functions hold: as callers give it, or as a client does; and what exceptions do."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.taint.client import Source, labelled
from flake8_fastapi.model.taint.flows import CLEAN, Caught, Flow, Key, Parameter, Step
from flake8_fastapi.model.taint.manner import Frame, Manner, Origin
from flake8_fastapi.model.taint.search import Search
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import ClassObject, FunctionObject, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.annotated import Written
    from flake8_fastapi.model.definitions import ClassDefinition
    from flake8_fastapi.model.taint.body import Body

HARMLESS_TYPES = frozenset(
    {"builtins.int", "builtins.float", "builtins.bool", "builtins.complex", "uuid.UUID", "datetime.datetime",
     "datetime.date", "datetime.time", "datetime.timedelta", "decimal.Decimal", "enum.Enum", "enum.StrEnum",
     "enum.IntEnum"}
)  # fmt: skip
PASSED_AS = frozenset({"builtins.str", "builtins.dict", "builtins.list", "builtins.tuple", "builtins.set"})
TOKENS = ("fastapi.security.OAuth2", "fastapi.security.APIKey")


class Parameters(Search):
    """The search behind parameters."""

    def parameter(
        self,
        flow: Parameter | Caught,
        frame: Frame,
        path: tuple[Step, ...],
        manner: Manner,
        checks: frozenset[Key],
    ) -> Iterator[Origin]:
        body = flow.body
        if isinstance(flow, Caught):
            if not path or path[0] in flow.attributes:
                name = labelled(flow.name, path)
                yield Origin(Source("query", name, body.definition.label, body.definition), manner)
            return
        run: Frame | None = frame
        while run is not None and run.body is not body:
            run = run.caller
        if run is not None and run.bindings is not None:
            given = run.bindings.get(flow.name)
            if given is not None and run.caller is not None:
                yield from self.origins(given, run.caller, path, manner, frozenset())
            return
        key = (body, flow.name, *(step for step in path if step is not None))
        if self.is_checked(key, checks):
            return
        if self.assumed is not None:
            if (body.definition, flow.name) in self.assumed:
                yield Origin(Source("file name", flow.name), manner)
            return
        if self._is_receiver(body, flow.name):
            yield from self._own_attribute(body, path, frame, manner)
        elif (run is not None and run.is_provider) or self.client.is_entry(body):
            yield from self._entry_parameter(body, flow.name, path, frame, manner, checks)
        elif self.composed_here and not manner.is_composed:
            return
        elif frame.depth < self.deepest and not is_test_file(body.definition.module.display_path):
            yield from self._from_callers(body, flow.name, path, frame.depth, manner)

    def _from_callers(
        self, body: Body, name: str, path: tuple[Step, ...], depth: int, manner: Manner
    ) -> Iterator[Origin]:
        if not self._may_hold_text(body, name, path):
            return
        for called, bound in self.callers.of(body.definition, name):
            caller = Frame(called.body, depth=depth + 1)
            yield from self.origins(bound[name], caller, path, manner, called.checks)

    def _may_hold_text(self, body: Body, name: str, path: tuple[Step, ...]) -> bool:
        """Whether a parameter of a helper may hold any text; one without an annotation may."""
        argument = next(
            (each for each in arguments_of(body.node) if each.arg == name), None
        )  # fmt: skip
        if argument is None or argument.annotation is None:
            return True
        module = body.definition.module
        scope = self.analysis.interpreter.definition_scope(body.definition)
        of = self.analysis.interpreter.annotations.value_type(scope, argument.annotation)
        options = [each for each in alternatives(of) if isinstance(each, Instance)]
        if any(not self.analysis.lineage_names(each.cls).isdisjoint(HARMLESS_TYPES) for each in options):
            return False
        if options and all(not isinstance(each.cls, str) for each in options):
            return bool(path)
        if not options or any(each.cls in PASSED_AS for each in options):
            return "Literal[" not in ast.unparse(argument.annotation)
        return self.client.holds_text(argument.annotation, module, path)

    def _is_receiver(self, body: Body, name: str) -> bool:
        definition = body.definition
        if definition.owner is None:
            return False
        arguments = arguments_of(body.node)
        return bool(arguments) and arguments[0].arg == name and (
            self.analysis.interpreter.kind_of_method(definition) in ("instance", "class")
        )  # fmt: skip

    def _own_attribute(
        self, body: Body, path: tuple[Step, ...], frame: Frame, manner: Manner
    ) -> Iterator[Origin]:
        """``self.table``: what the constructor stored, as its callers gave it."""
        owner = body.definition.owner
        if owner is None or not path or not isinstance(path[0], str) or frame.depth >= self.deepest:
            return
        method = self.analysis.interpreter.hierarchy.method(owner, "__init__")
        made = self.analysis.body_of(method) if method is not None else None
        if made is None or made is body:
            return
        stored = self.stored(made, path[0])
        if stored is not CLEAN:
            frame = Frame(made, depth=frame.depth + 1)
            yield from self.origins(stored, frame, path[1:], manner, frozenset())

    def stored(self, body: Body, name: str) -> Flow:
        arguments = arguments_of(body.node)
        return body.attributes.get(f"{arguments[0].arg}.{name}", CLEAN) if arguments else CLEAN

    def _entry_parameter(
        self,
        body: Body,
        name: str,
        path: tuple[Step, ...],
        frame: Frame,
        manner: Manner,
        checks: frozenset[Key],
    ) -> Iterator[Origin]:
        provider = self.client.provider(body, name)
        if provider is None:
            source = self.client.source(body, name, path)
            if source is not None:
                yield Origin(replace(source, where=body.definition.label), manner)
            return
        written, annotation = provider
        depends = written or annotation
        if depends is not None and frame.depth < self.deepest:
            yield from self._provided(depends, name, path, frame, manner)

    def _provided(
        self, written: Written, name: str, path: tuple[Step, ...], frame: Frame, manner: Manner
    ) -> Iterator[Origin]:
        """What a dependency gives: FastAPI fills in its parameters from the request as well."""
        interpreter = self.analysis.interpreter
        of = interpreter.module_scope(written.module).type_of(written.node)
        if isinstance(of, FunctionObject):
            yield from self.results(of.definition, {}, None, path, frame, manner)
        elif isinstance(of, ClassObject):
            yield from self._made(of.definition, path, name, manner, frame)
        elif isinstance(of, Instance) and isinstance(of.cls, str):
            if of.cls.startswith(TOKENS) and not path:
                kind = "cookie" if of.cls.endswith("Cookie") else "header"
                definition = frame.body.definition
                yield Origin(Source(kind, name, definition.label, definition), manner)
        elif isinstance(of, Instance) and not isinstance(of.cls, str):
            method = interpreter.hierarchy.method(of.cls, "__call__")
            if method is not None:
                yield from self.results(method, {}, None, path, frame, manner)

    def _made(
        self, cls: ClassDefinition, path: tuple[Step, ...], name: str, manner: Manner, frame: Frame
    ) -> Iterator[Origin]:
        """An attribute of an object that FastAPI makes from the request (``params: Params = Depends()``)."""
        if path and self.client.class_holds_text(cls, path):
            definition = frame.body.definition
            yield Origin(Source("query", labelled(name, path), definition.label, definition), manner)


def arguments_of(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> list[ast.arg]:
    """The parameters of a function, without ``*args`` and ``**kwargs``."""
    return [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
