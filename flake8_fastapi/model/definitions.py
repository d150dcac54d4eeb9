"""What a file defines: functions, classes, imports and values, without the bodies.

A project's trees would take hundreds of megabytes. So a module keeps only this
skeleton, and a function's body is parsed again, alone, when somebody asks for it.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flake8_fastapi.model.module import Module

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda

LARGEST_VALUE = 40
"""Lines. A longer literal at module level is data, not something to infer a type from."""


@dataclass(frozen=True, slots=True)
class ImportBinding:
    """``import a.b as c`` or ``from a import b as c``; ``attribute`` is None for the former.

    ``binds_top`` tells ``import a.b``, which binds only ``a``.
    """

    module: str
    attribute: str | None
    level: int = 0
    binds_top: bool = False


def imported_by(statement: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, ImportBinding]]:
    """The names that an import statement binds; each with what it imports."""
    for alias in statement.names:
        if isinstance(statement, ast.Import):
            plain = alias.asname is None and "." in alias.name
            name = alias.asname or alias.name.partition(".")[0]
            yield name, ImportBinding(alias.name, None, 0, plain)
        elif alias.name != "*":
            binding = ImportBinding(statement.module or "", alias.name, statement.level)
            yield alias.asname or alias.name, binding


@dataclass(frozen=True, slots=True)
class ValueBinding:
    """An assignment: its value, its annotation, or both.

    ``unpack`` is the position in a tuple that is unpacked, ``entered`` tells
    ``with value as name``, ``iterated`` ``for name in value``.
    """

    value: ast.expr | None
    annotation: ast.expr | None = None
    unpack: int | None = None
    entered: bool = False
    iterated: bool = False


class FunctionDefinition:
    """A ``def``, ``async def`` or ``lambda`` of the project."""

    __slots__ = (
        "_held",
        "column",
        "decorated",
        "end_line",
        "first_line",
        "is_async",
        "line",
        "module",
        "name",
        "owner",
        "parent",
    )  # fmt: skip

    def __init__(
        self,
        module: Module,
        node: FunctionNode,
        owner: ClassDefinition | None = None,
        parent: FunctionDefinition | None = None,
    ) -> None:
        self.module = module
        self.owner = owner
        self.parent = parent
        self.line = node.lineno
        self.end_line = node.end_lineno or node.lineno
        self.column = node.col_offset
        self.is_async = isinstance(node, ast.AsyncFunctionDef)
        self._held: FunctionNode | None = None
        if isinstance(node, ast.Lambda):
            self.name = "<lambda>"
            self.first_line = node.lineno
            self.decorated = False
            self._held = node
        else:
            self.name = node.name
            self.decorated = bool(node.decorator_list)
            self.first_line = min([node.lineno, *(each.lineno for each in node.decorator_list)])

    @property
    def full_name(self) -> str:
        """The dotted name: module, classes and functions around it, name."""
        if self.owner is not None:
            return f"{self.owner.full_name}.{self.name}"
        if self.parent is not None:
            return f"{self.parent.full_name}.{self.name}"
        return f"{self.module.name}.{self.name}"

    @property
    def outermost(self) -> FunctionDefinition:
        """The function that is defined in no other one and holds this one; a function of that kind itself."""
        definition = self
        while definition.parent is not None:
            definition = definition.parent
        return definition

    @property
    def label(self) -> str:
        """How messages name it: with its class, without its module."""
        return f"{self.owner.name}.{self.name}" if self.owner is not None else self.name

    def node(self) -> FunctionNode:
        """The whole function as syntax, with the positions that it has in its file."""
        return self._held or self.module.project.bodies.node_of(self)

    def hold(self, node: FunctionNode | None) -> None:
        """Keep (or with None let go of) the tree of a file that is being checked."""
        self._held = node

    def __repr__(self) -> str:
        return f"<function {self.full_name}>"


class ClassDefinition:
    """A class of the project: its bases, methods and class-level values."""

    __slots__ = (
        "bases",
        "classes",
        "decorators",
        "end_line",
        "keywords",
        "line",
        "methods",
        "module",
        "name",
        "outer",
        "type_parameters",
        "values",
    )  # fmt: skip

    def __init__(self, module: Module, node: ast.ClassDef, outer: ClassDefinition | None) -> None:
        self.module = module
        self.name = node.name
        self.outer = outer
        self.line = node.lineno
        self.end_line = node.end_lineno or node.lineno
        self.bases: list[ast.expr] = node.bases
        self.keywords: list[ast.keyword] = node.keywords
        self.decorators: list[ast.expr] = node.decorator_list
        self.type_parameters: list[str] = [each.name for each in getattr(node, "type_params", ())]
        self.methods: dict[str, list[FunctionDefinition]] = {}
        self.values: dict[str, list[ValueBinding]] = {}
        self.classes: dict[str, ClassDefinition] = {}

    @property
    def full_name(self) -> str:
        """The dotted name: module, outer classes, name."""
        return f"{self.outer.full_name if self.outer else self.module.name}.{self.name}"

    def __repr__(self) -> str:
        return f"<class {self.full_name}>"


Binding = ImportBinding | ValueBinding | FunctionDefinition | ClassDefinition


class Skeleton:
    """The bindings of a module's top level, collected in one pass over its statements."""

    def __init__(self, module: Module, tree: ast.Module, hold: bool) -> None:
        """With ``hold`` the functions keep their nodes, for a tree that lives anyway."""
        self.module = module
        self.hold = hold
        self.bindings: dict[str, list[Binding]] = {}
        self.stars: list[ImportBinding] = []
        self.functions: list[FunctionDefinition] = []
        self.classes: list[ClassDefinition] = []
        self.exported: list[str] | None = None
        for statement in tree.body:
            if isinstance(statement, (ast.Import, ast.ImportFrom)):
                self._forget_imports(statement)
            self._collect((statement,), None)

    def _forget_imports(self, statement: ast.Import | ast.ImportFrom) -> None:
        """Drop what was imported before under the names that a statement imports: the last one counts."""
        for alias in statement.names:
            name = alias.asname or alias.name.partition(".")[0]
            known = self.bindings.get(name)
            is_whole = isinstance(statement, ast.ImportFrom) or alias.asname is not None
            if known and is_whole and all(isinstance(each, ImportBinding) for each in known):
                del self.bindings[name]

    def _bind(self, name: str, binding: Binding, owner: ClassDefinition | None) -> None:
        if owner is None:
            self.bindings.setdefault(name, []).append(binding)
        elif isinstance(binding, FunctionDefinition):
            owner.methods.setdefault(name, []).append(binding)
        elif isinstance(binding, ValueBinding):
            owner.values.setdefault(name, []).append(binding)
        elif isinstance(binding, ClassDefinition):
            owner.classes[name] = binding

    def _collect(self, body: Iterable[ast.stmt], owner: ClassDefinition | None) -> None:
        for statement in body:
            if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
                function = FunctionDefinition(self.module, statement, owner)
                if self.hold:
                    function.hold(statement)
                self.functions.append(function)
                self._bind(statement.name, function, owner)
            elif isinstance(statement, ast.ClassDef):
                definition = ClassDefinition(self.module, statement, owner)
                self.classes.append(definition)
                self._bind(statement.name, definition, owner)
                self._collect(statement.body, definition)
            elif isinstance(statement, (ast.Import, ast.ImportFrom)):
                self._collect_import(statement, owner)
            elif isinstance(statement, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
                self._collect_assignment(statement, owner)
            else:
                self._collect_blocks(statement, owner)

    def _collect_blocks(self, statement: ast.stmt, owner: ClassDefinition | None) -> None:
        """What stands inside of ``with``, ``for``, ``if``, ``try`` and ``match`` at this level."""
        if isinstance(statement, (ast.With, ast.AsyncWith)):
            for item in statement.items:
                if item.optional_vars is not None:
                    self._assign(item.optional_vars, ValueBinding(item.context_expr, entered=True), owner)
        elif isinstance(statement, (ast.For, ast.AsyncFor)):
            self._assign(statement.target, ValueBinding(statement.iter, iterated=True), owner)
        for block in ("body", "orelse", "finalbody"):
            self._collect(getattr(statement, block, ()), owner)
        for part in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
            self._collect(part.body, owner)

    def _collect_assignment(
        self, statement: ast.Assign | ast.AnnAssign | ast.AugAssign, owner: ClassDefinition | None
    ) -> None:
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        for target in targets:
            is_list = isinstance(target, ast.Name) and target.id == "__all__" and owner is None
            if is_list and statement.value is not None:
                self._export(statement.value)
            if not isinstance(statement, ast.AugAssign):
                value = _small(statement.value) if statement.value else None
                annotation = statement.annotation if isinstance(statement, ast.AnnAssign) else None
                self._assign(target, ValueBinding(value, annotation), owner)

    def _collect_import(self, statement: ast.Import | ast.ImportFrom, owner: ClassDefinition | None) -> None:
        if isinstance(statement, ast.ImportFrom):
            self._collect_from(statement, owner)
            return
        for alias in statement.names:
            name = alias.asname or alias.name.partition(".")[0]
            plain = alias.asname is None and "." in alias.name
            self._bind(name, ImportBinding(alias.name, None, 0, plain), owner)

    def _collect_from(self, statement: ast.ImportFrom, owner: ClassDefinition | None) -> None:
        for alias in statement.names:
            binding = ImportBinding(statement.module or "", alias.name, statement.level)
            if alias.name == "*":
                self.stars.append(binding)
            else:
                self._bind(alias.asname or alias.name, binding, owner)

    def _assign(self, target: ast.expr, binding: ValueBinding, owner: ClassDefinition | None) -> None:
        if isinstance(target, ast.Name):
            self._bind(target.id, binding, owner)
        elif isinstance(target, (ast.Tuple, ast.List)):
            for position, element in enumerate(target.elts):
                if isinstance(element, ast.Name):
                    unpacked = ValueBinding(binding.value, None, position, binding.entered, binding.iterated)
                    self._bind(element.id, unpacked, owner)

    def _export(self, value: ast.expr) -> None:
        names = [
            element.value
            for element in getattr(value, "elts", [])
            if isinstance(element, ast.Constant) and isinstance(element.value, str)
        ]
        self.exported = (self.exported or []) + names


def _small(value: ast.expr) -> ast.expr:
    """The value, or where it is a page of data only its kind."""
    if (value.end_lineno or value.lineno) - value.lineno < LARGEST_VALUE:
        return value
    if isinstance(value, ast.Dict):
        return ast.copy_location(ast.Dict(keys=[], values=[]), value)
    if isinstance(value, (ast.List, ast.Set, ast.Tuple)):
        return ast.copy_location(ast.List(elts=[], ctx=ast.Load()), value)
    return value
