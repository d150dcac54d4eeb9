"""FAPI016: a dependency as a default instead of in ``Annotated``."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.model.dependency_graph.declared import depends_calls_of_fastapi
from flake8_fastapi.model.local_names import parameters_of
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.dependencies.base import DECLARES_DEPENDENCY, GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft
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
    fix = "safe"
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
            fix=partial(self._annotate, depends),
        )

    def _annotate(self, depends: DependsCall, draft: Draft) -> str:
        """Annotate the parameter, and those before it that would come to stand behind it with a default."""
        function = depends.function
        assert function is not None
        name = draft.name_for("typing.Annotated", at=function, also=("typing_extensions.Annotated",))
        defaults = dict(parameters_of(function))
        declared = {
            each.parameter
            for each in depends_calls_of_fastapi(self.module)
            if each.function is function and each.place == "default"
        }
        for parameter in (*function.args.posonlyargs, *function.args.args, depends.parameter):
            default = defaults[parameter] if parameter is not None else None
            if parameter is None or default is None or parameter.annotation is None:
                continue
            if parameter in declared:
                if not draft.can_be_annotation(default):
                    raise draft.refusal(
                        "FastAPI reads annotations of this file as texts, without local names"
                    )
                draft.default_to_annotated(parameter, default, name)
            elif depends.parameter not in function.args.kwonlyargs:
                raise draft.refusal("a parameter before it has a default")
            if parameter is depends.parameter:
                break
        return f"Write {name}[...] instead of a default"
