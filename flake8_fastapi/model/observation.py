"""What the expressions of the file being checked stand for, each at its place.

A function is evaluated once more with an eye on every expression, when a rule first asks for one
in it. Names have the type that they have at that point: after assignments, in a branch of an
``isinstance``, and so on. Code that is never reached has no types.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
from flake8_fastapi.model.remembering import RememberingEvaluation
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import (
    NONE,
    UNKNOWN,
    ClassObject,
    Constant,
    External,
    ExternalMethod,
    FunctionObject,
    Instance,
    Partial,
    Type,
    class_name,
)

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.evaluation import Evaluation
    from flake8_fastapi.model.module import Module


class Observation:
    """The types of the expressions of one file that is being checked."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.interpreter = module.project.types
        self._functions: dict[FunctionNode, RememberingEvaluation | None] = {}
        self._top_level: dict[ast.expr, Type] = {}
        self._declarations: dict[ast.expr, Type] = {}

    def type_of(self, node: ast.expr) -> Type:
        """What an expression of the file stands for where it stands; UNKNOWN where it is never run."""
        around = self.module.index.function_around(node)
        if around is None:
            if node not in self._top_level:
                self._top_level[node] = self._scope_around(node).type_of(node)
            return self._top_level[node]
        observed = self._observed(around)
        if observed is None:
            return UNKNOWN
        found = observed.seen.get(node)
        if found is None:
            return self._declaration(node, observed) if self._is_declaration(node) else UNKNOWN
        return found

    def _is_declaration(self, node: ast.expr) -> bool:
        """Whether an expression stands in an annotation or decorator, which no evaluation runs."""
        child: ast.AST = node
        for above in self.module.index.ancestors(node):
            if isinstance(above, ast.stmt):
                if isinstance(above, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                    return child in above.decorator_list or child is getattr(above, "returns", None)
                return isinstance(above, ast.AnnAssign) and child is above.annotation
            if isinstance(above, ast.arg):
                return True
            child = above
        return False

    def _declaration(self, node: ast.expr, observed: RememberingEvaluation) -> Type:
        """The type of what a nested function or class declares, as seen from the end of the one around it."""
        if node not in self._declarations:
            self._declarations[node] = observed.type_of(node)
        return self._declarations[node]

    def definition_of(self, function: FunctionNode) -> FunctionDefinition | None:
        """The model's definition of a function of the file; None for one that is never reached."""
        for known in self.module.skeleton.functions:
            if known.line == function.lineno and known.column == function.col_offset:
                return known
        observed = self._observed(function)
        return observed.definition if observed is not None else None

    def _scope_around(self, node: ast.expr) -> Evaluation:
        cls = self.module.index.class_around(node)
        if cls is not None:
            for known in self.module.skeleton.classes:
                if known.line == cls.lineno and known.name == cls.name:
                    return self.interpreter.class_scope(known)
        return self.interpreter.module_scope(self.module)

    def _observed(self, function: FunctionNode) -> RememberingEvaluation | None:
        if function not in self._functions:
            self._functions[function] = None  # a function that cannot be found stays unknown
            self._functions[function] = self._observe(function)
        return self._functions[function]

    def _observe(self, function: FunctionNode) -> RememberingEvaluation | None:
        around = self.module.index.function_around(function)
        outer = self._observed(around) if around is not None else None
        definition = self._find(function, outer)
        if definition is None:
            return None
        # Whoever read the file for itself may have left nodes of another tree for what is nested.
        self.module.project.bodies.remember(definition, function)
        observed = RememberingEvaluation(self.interpreter, self.module, definition, closure=outer)
        receiver = self.interpreter.receiver_of(definition)
        observed.run_function(receiver, ())
        return observed

    def _find(self, function: FunctionNode, outer: RememberingEvaluation | None) -> FunctionDefinition | None:
        place = (function.lineno, function.col_offset)
        if isinstance(function, ast.Lambda):
            return FunctionDefinition(self.module, function)
        if outer is None:
            for known in self.module.skeleton.functions:
                if (known.line, known.column) == place:
                    return known
            return None
        for nested in outer.nested_definitions:
            if (nested.line, nested.column) == place:
                return nested
        return self.module.nested.get(place)

    def called(self, node: ast.Call) -> str:
        """The dotted name of what a call calls, ``""`` where that is not known for sure.

        For a library's function or class its canonical name (``fastapi.Depends``,
        ``sqlalchemy.orm.Session``), for a method its class and name
        (``sqlalchemy.orm.Session.commit``), for an object that is called its class and ``__call__``
        (``sqlalchemy.orm.sessionmaker.__call__``), for the project's own the full name of the definition.
        """
        of = self.type_of(node.func)
        if isinstance(of, Instance):
            return f"{class_name(of.cls)}.__call__"
        return self.name_of(of)

    def refers_to(self, node: ast.expr) -> str:
        """The dotted name of the function, class or module that an expression names, else ``""``."""
        return self.name_of(self.type_of(node))

    def name_of(self, of: Type) -> str:
        """The dotted name of a function, class, method or module; ``""`` for other values."""
        if isinstance(of, External):
            return self.interpreter.knowledge.canonical(of.name)
        if isinstance(of, ExternalMethod) and isinstance(of.receiver, Instance):
            return f"{class_name(of.receiver.cls)}.{of.name}"
        if isinstance(of, (ClassObject, FunctionObject)):
            return of.definition.full_name
        if isinstance(of, Partial):
            return self.name_of(of.target)
        return ""

    def class_names(self, of: Type) -> frozenset[str]:
        """The dotted names of the classes that an object may be of, with their bases.

        Empty unless all that it may be (but None) is objects of known classes; then only what
        holds for each of them.
        """
        names: frozenset[str] | None = None
        for each in alternatives(of):
            if not isinstance(each, Instance):
                return frozenset()
            own = self.lineage_names(each.cls)
            names = own if names is None else names & own
        return names or frozenset()

    def lineage_names(self, cls: ClassDefinition | str) -> frozenset[str]:
        """The dotted names of a class and of all its known bases."""
        if isinstance(cls, str):
            facts = self.interpreter.knowledge.lineage(cls)
            return frozenset({cls, *(each.name for each in facts)})
        found = {cls.full_name}
        for each in self.interpreter.hierarchy.lineage(cls):
            if isinstance(each, str):
                found |= self.lineage_names(each)
            else:
                found.add(each.full_name)
        return frozenset(found)

    def is_instance(self, node: ast.expr, *classes: str) -> bool:
        """Whether an expression is surely an object of one of these classes or of subclasses.

        Classes are canonical dotted names. A value that may also be None counts.
        """
        return not self.class_names(self.type_of(node)).isdisjoint(classes)

    def is_subclass(self, node: ast.expr, *classes: str) -> bool:
        """Whether an expression names a class that is one of these or derives from one."""
        of = self.type_of(node)
        if isinstance(of, ClassObject):
            return not self.lineage_names(of.definition).isdisjoint(classes)
        name = self.name_of(of) if isinstance(of, External) else ""
        return bool(name) and not self.lineage_names(name).isdisjoint(classes)

    def constant(self, node: ast.expr) -> object:
        """The literal value (text, number, boolean, None) of an expression; ``...`` where it has none.

        Follows locals, module constants and imported ones.
        """
        of = self.type_of(node)
        if isinstance(of, Constant):
            return of.value
        if isinstance(node, ast.Constant):
            return node.value
        return ...

    def may_be_none(self, node: ast.expr) -> bool:
        """Whether None is among what an expression is known to be."""
        of = self.type_of(node)
        return of == NONE or NONE in getattr(of, "options", ())


def argument(node: ast.Call, name: str, position: int | None = None) -> ast.expr | None:
    """What a call gives for a parameter: by keyword, or at a position (0-based); None if it does not.

    Behind a ``*`` the positions are not known, so nothing is found there.
    """
    for keyword in node.keywords:
        if keyword.arg == name:
            return keyword.value
    if position is not None and position < len(node.args):
        if not any(isinstance(each, ast.Starred) for each in node.args[: position + 1]):
            return node.args[position]
    return None


def has_unpacking(node: ast.Call) -> bool:
    """Whether a call unpacks ``*arguments`` or ``**keywords``, so that it may give anything."""
    return any(isinstance(each, ast.Starred) for each in node.args) or any(
        keyword.arg is None for keyword in node.keywords
    )
