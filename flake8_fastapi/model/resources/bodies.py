"""The body of a function together with what its expressions stand for, in any file of the project."""

from __future__ import annotations

import ast
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.model.function_body import FunctionBody
from flake8_fastapi.model.local_names import parameter_names
from flake8_fastapi.model.receivers import receiver_name
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import FunctionObject

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition, FunctionNode
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.resources.openings import Openings
    from flake8_fastapi.model.types import Type


class Body:
    """A function's syntax, and the types of the expressions in it."""

    def __init__(self, module: Module, node: FunctionNode, owner: ClassDefinition | None) -> None:
        """``owner`` is the class whose method it is."""
        self.module = module
        self.node = node
        self.owner = owner
        self._candidates: dict[ast.Call, bool] = {}

    def type_of(self, node: ast.expr) -> Type:
        """What an expression stands for; UNKNOWN where it is not reached."""
        raise NotImplementedError

    @cached_property
    def local_names(self) -> frozenset[str]:
        """The names that the function assigns or takes as parameters."""
        stored = (each for each in walk(self.node) if isinstance(each, ast.Name))
        assigned = {each.id for each in stored if isinstance(each.ctx, ast.Store)}
        return frozenset(assigned | parameter_names(self.node))

    @cached_property
    def receiver(self) -> str | None:
        """What the method that it is, or that it stands in, calls its object or class.

        None outside of methods.
        """
        if self.owner is None:
            return None
        method = self.module.function_around(self.node.lineno)
        return receiver_name(method) if method is not None else None

    def is_candidate(self, openings: Openings, call: ast.Call) -> bool:
        """Whether a call may open something."""
        if call not in self._candidates:
            self._candidates[call] = openings.is_candidate(self, call)
        return self._candidates[call]


class CheckedBody(Body):
    """A function of the file that is being checked."""

    def __init__(self, module: Module, node: FunctionNode) -> None:
        cls = module.index.class_around(node)
        known = [each for each in module.skeleton.classes if cls is not None and each.line == cls.lineno]
        super().__init__(module, node, known[0] if known else None)

    def type_of(self, node: ast.expr) -> Type:
        """What an expression stands for, as the observation of the file tells."""
        return self.module.observation.type_of(node)


class ForeignBody(Body):
    """A function of the project, wherever it stands; evaluated when a type in it is first asked for."""

    def __init__(self, definition: FunctionDefinition) -> None:
        super().__init__(definition.module, definition.node(), definition.owner)
        self._definition = definition
        self._body: FunctionBody | None = None

    def type_of(self, node: ast.expr) -> Type:
        """What an expression stands for."""
        if self._body is None:
            # The tree must be the one whose nodes are asked about, and not a later parse of it.
            is_checked = self._definition.module.given_text is not None
            if not is_checked:
                self._definition.hold(self.node)
            self._body = FunctionBody(self.module.project.interpreter, FunctionObject(self._definition))
            if not is_checked:
                self._definition.hold(None)
        return self._body.type_of(node)
