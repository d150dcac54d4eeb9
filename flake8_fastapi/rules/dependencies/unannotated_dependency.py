"""FAPI016: a dependency as a default instead of in ``Annotated``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.dependencies.base import DECLARES_DEPENDENCY, GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.model.dependency_graph.declared import DependsCall


class UnannotatedDependency(Rule):
    """``db: Session = Depends(get_db)`` where ``Annotated[Session, Depends(get_db)]`` is meant.

    Why: a default is what a caller gets that leaves the argument out. Whoever calls the function by
    hand, in a test or from another one, gets the ``Depends`` object, and no type checker says so.
    ``Annotated`` can be given a name and used again.

    Cure: ``db: Annotated[Session, Depends(get_db)]``.

    Exempt: parameters without an annotation; attributes of classes.

    Cannot see: a default that is an alias of ``Depends(...)``.

    Source: the guide declares dependencies as defaults; FastAPI's documentation recommends
    ``Annotated``. Opt-in, since it is a matter of style: both work. Ruff's FAST002 says the same of path
    operations, and not of dependencies.
    """

    code = "FAPI016"
    name = "unannotated-dependency"
    message = "{name} has {written} as its default: write {name}: Annotated[{annotation}, {written}]"
    opt_in = True
    guide = GUIDE_SECTION
    gate = DECLARES_DEPENDENCY

    def visit_DependsCall(self, depends: DependsCall) -> None:
        """Report a parameter whose default is a dependency."""
        parameter = depends.parameter
        if depends.place != "default" or parameter is None or parameter.annotation is None:
            return
        self.report(
            parameter,
            name=parameter.arg,
            written=ast.unparse(depends.call),
            annotation=ast.unparse(parameter.annotation),
        )
