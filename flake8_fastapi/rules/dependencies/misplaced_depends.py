"""FAPI006: a dependency where FastAPI does not look for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.dependencies.base import GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.model.dependency_graph.misplaced import MisplacedDependency
    from flake8_fastapi.model.dependency_graph.unfilled import UnfilledCall

PROBLEMS = {
    "value": "Depends({name}) is only resolved as a parameter; here it stays a Depends object",
    "undeclared": "{target} receives the function {name} itself, or a query parameter, not what it gives",
    "generator": "{name}() makes a generator and runs nothing, so {target} is not what it yields",
    "manager": "{name}() makes a generator, which `with` cannot enter, so there is no {target}",
    "step": "nothing holds the generator of {name}(): it is closed at once, and with it what it yielded",
    "mismatch": "{target}() cannot step the generator of {name}() and raises a TypeError",
}
DECLARE = "declare a parameter with Depends({name})"
HAND_OVER = "take it as an argument from who depends on {name}"
"""The cure in a function that FastAPI does not call itself."""


class MisplacedDepends(Rule):
    """A dependency is used where FastAPI does not resolve it.

    ``Depends(...)`` in the body of a function, a parameter ``db=get_db`` that forgot ``Depends``, or
    a call of a dependency that yields: ``get_db()``, as a value or under ``with``, in a path operation or
    dependency, ``next(get_db())`` also in functions that these call. So is a call by hand of a function that
    leaves out a parameter with ``= Depends(...)``.

    Why: only parameters (and ``dependencies=``) of path operations and dependencies are resolved.
    Anywhere else ``Depends(...)`` is a small object without the wanted methods, ``get_db()`` a generator
    that has not run, and ``next(get_db())`` gives a session whose clean-up has already run.

    Cure: a parameter ``db: Annotated[Session, Depends(get_db)]``; in other functions one that the path
    operation fills.

    Exempt: factories that return ``Depends(...)``, lists of guards, arguments of FastAPI's own
    functions; generators that are held and closed; helpers that close by hand what ``next(get_db())``
    gave, since a session opens itself again; code that no request comes through. Parameters that the
    called function does not use, and functions with decorators, which may fill them.

    Cannot see: a generator that is handed on or kept in an attribute, helpers more than eight calls behind
    a path operation.

    Source: the guide declares dependencies as parameters; shown by this rule's proof.
    """

    code = "FAPI006"
    name = "misplaced-depends"
    message = "{problem}: {cure}"
    guide = GUIDE_SECTION
    gate = ("fastapi", "Depends(", "Security(", "next(", "__next__(", "__anext__(")

    def visit_MisplacedDependency(self, misplaced: MisplacedDependency) -> None:
        """Report a dependency that is never resolved."""
        problem = PROBLEMS[misplaced.kind].format(name=misplaced.name, target=misplaced.target)
        cure = (HAND_OVER if misplaced.is_behind else DECLARE).format(name=misplaced.name)
        self.report(misplaced, problem=problem, cure=cure)

    def visit_UnfilledCall(self, call: UnfilledCall) -> None:
        """Report a call that leaves to FastAPI what FastAPI does not see."""
        problem = f"{call.name}() is called by hand, so its {call.parameter} stays a Depends object"
        self.report(call, problem=problem, cure=f"give it as an argument, or depend on {call.name}")
