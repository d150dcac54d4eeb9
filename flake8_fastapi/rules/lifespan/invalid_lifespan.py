"""FAPI205: what cannot be a lifespan is given as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.model.lifespan_shapes import lifespan_problem
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.lifespans import LifespanArgument


class InvalidLifespan(Rule):
    """What is given to ``lifespan=`` cannot be entered: the application does not start.

    Why: at start-up FastAPI calls the lifespan with the app and enters the result with
    ``async with``. A function that is no generator, that takes no app, that stands under
    ``contextmanager``, or a lifespan that was called already, is a ``TypeError`` there, which no
    import and no test without a lifespan shows.

    Cure: an ``async def`` with one parameter for the app and one ``yield``, under
    ``contextlib.asynccontextmanager``, passed without a call.

    Exempt: generator functions without a decorator, which FastAPI makes context managers of itself;
    functions that return a context manager; classes and objects that are called; ``partial``;
    functions under decorators that are not known.

    Cannot see: values that come through the parameters of two functions, and functions of libraries.

    Source: the guide's section 3, whose lifespan is right; every form was tried on FastAPI 0.165.
    """

    code = "FAPI205"
    name = "invalid-lifespan"
    message = "{name} cannot be the lifespan: it {problem}"
    guide = "3. Lifespan Management"
    gate = ("lifespan",)

    def visit_LifespanArgument(self, given: LifespanArgument) -> None:
        """Report a value that cannot be entered with the app."""
        found = lifespan_problem(self.module, given.value)
        if found is not None:
            name, problem = found
            self.report(given, name=name, problem=problem)
