"""FAPI006: a dependency where FastAPI does not look for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.dependencies.base import GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.model.dependency_graph.misplaced import MisplacedDependency

PROBLEMS = {
    "value": "Depends({name}) is only resolved as a parameter; here it stays a Depends object",
    "undeclared": "{target} receives the function {name} itself, or a query parameter, not what it gives",
    "generator": "{name}() makes a generator and runs nothing, so {target} is not what it yields",
    "step": "nothing holds the generator of {name}(): it is closed at once, and with it what it yielded",
}


class MisplacedDepends(Rule):
    """A dependency is used where FastAPI does not resolve it.

    ``Depends(...)`` in the body of a function, a parameter ``db=get_db`` that forgot ``Depends``, or
    a call of a dependency that yields, ``get_db()`` or ``next(get_db())``, in a path operation or
    dependency.

    Why: only parameters (and ``dependencies=``) of path operations and dependencies are resolved.
    Anywhere else ``Depends(...)`` is a small object without the wanted methods, ``get_db()`` a generator
    that has not run, and ``next(get_db())`` gives a session whose clean-up has already run.

    Cure: a parameter ``db: Annotated[Session, Depends(get_db)]``.

    Exempt: factories that return ``Depends(...)``, lists of guards, arguments of FastAPI's own
    functions; generators that are held and closed; code that no request comes through.

    Cannot see: helpers behind a path operation that call ``next(get_db())``.

    Source: the guide declares dependencies as parameters; shown by this rule's proof.
    """

    code = "FAPI006"
    name = "misplaced-depends"
    message = "{problem}: declare a parameter with Depends({name})"
    guide = GUIDE_SECTION
    gate = ("fastapi", "Depends(", "Security(")

    def visit_MisplacedDependency(self, misplaced: MisplacedDependency) -> None:
        """Report a dependency that is never resolved."""
        problem = PROBLEMS[misplaced.kind].format(name=misplaced.name, target=misplaced.target)
        self.report(misplaced, problem=problem, name=misplaced.name)
