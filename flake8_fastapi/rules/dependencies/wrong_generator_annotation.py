"""FAPI015: a generator dependency that says it returns what it yields."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.model.dependency_graph.generator_annotations import ASYNC, SYNC, names_no_generator
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.dependencies.base import GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft
    from flake8_fastapi.model.dependency_graph.functions import DependencyFunction


class WrongGeneratorAnnotation(Rule):
    """A dependency with ``yield`` is annotated ``-> Session`` instead of ``-> Iterator[Session]``.

    Why: a generator function returns an iterator. Type checkers report the function, and whoever
    calls it by hand, in a script or test, is told that he gets a session.

    Cure: ``-> Iterator[Session]``, in an ``async def`` ``-> AsyncIterator[Session]``.

    Exempt: ``Generator``, ``Iterable`` and their async twins, ``Any``, ``object``, and names
    that are not known.

    Cannot see: dependencies that nobody in the project depends on, but for unmistakable ones.

    Source: the guide's ``get_db`` has this mistake; mypy calls it "The return type of a generator
    function should be "Generator" or one of its supertypes".
    """

    code = "FAPI015"
    name = "wrong-generator-annotation"
    message = "{name} yields, so it does not return {written}: annotate it -> {better}"
    guide = GUIDE_SECTION
    gate = ("yield",)
    fix = "safe"

    def visit_DependencyFunction(self, dependency: DependencyFunction) -> None:
        """Report the annotation of a generator that names something else."""
        returns = dependency.node.returns
        if returns is None or not dependency.is_generator or dependency.is_manager:
            return
        if names_no_generator(self.module, returns, dependency.is_async):
            quoted = isinstance(returns, ast.Constant) and isinstance(returns.value, str)
            written = ast.unparse(returns).strip("'") if quoted else ast.unparse(returns)
            iterator = "AsyncIterator" if dependency.is_async else "Iterator"
            better = f"{iterator}[{written}]"
            item = returns.slice if isinstance(returns, ast.Subscript) and _is_twin(returns.value) else None
            if item is not None:  # an Iterator in an async def, or the other way round
                first = item.elts[0] if isinstance(item, ast.Tuple) and item.elts else item
                better = f"{iterator}[{ast.unparse(first)}]"
            self.report(
                returns,
                name=dependency.name,
                written=written,
                better=better,
                fix=partial(_annotate, returns, iterator, dependency.node),
            )


def _is_twin(head: ast.expr) -> bool:
    """Whether what is subscripted has the name of an iterator or generator."""
    return ast.unparse(head).rpartition(".")[2] in SYNC | ASYNC


def _annotate(returns: ast.expr, iterator: str, function: ast.stmt, draft: Draft) -> str:
    name = draft.name_for(f"collections.abc.{iterator}", at=function, also=(f"typing.{iterator}",))
    if not isinstance(returns, ast.Subscript) or not _is_twin(returns.value):
        draft.wrap(returns, f"{name}[", "]")
    elif isinstance(returns.slice, ast.Tuple):
        draft.replace(returns, f"{name}[{draft.source.source_of(returns.slice.elts[0])}]")
    else:
        draft.replace(returns.value, name)
    return f"Annotate it as {iterator}"
