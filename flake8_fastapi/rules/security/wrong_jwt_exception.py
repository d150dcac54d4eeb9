"""FAPI508: an exception of another token library is caught."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.tokens import token_table
from flake8_fastapi.model.configuration.names import name_of_exception
from flake8_fastapi.model.configuration.tokens import FUNCTIONS
from flake8_fastapi.model.framework_names import CATCH_ALL
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.fixes.draft import Draft

OTHER_PACKAGE = ("jwk_from_", "JWTException", "jwt.JWT(", "import JWT,", "import JWT\n")
"""What only the other package of the name ``jwt`` has."""

PACKAGES = token_table().packages


class WrongJwtException(Rule):
    """An ``except`` names an exception that the token library does not have, or one of another library.

    Why: ``jwt.JWTError`` belongs to python-jose. With PyJWT the ``except`` itself fails with
    ``AttributeError``, and every expired or forged token is a status 500 instead of a 401; so is
    an ``HTTPException`` that is raised inside of the ``try``. An exception that is imported from
    the other library never matches.

    Cure: ``jwt.InvalidTokenError`` for PyJWT, ``JWTError`` for python-jose.

    Exempt: handlers beside one that catches everything.

    Cannot see: exceptions that are caught through names of the project.

    Source: the guide's "Authentication Pattern" catches ``jwt.JWTError`` after ``jwt.decode``. That
    is right with ``from jose import jwt`` only; with today's usual PyJWT it is a status 500.
    """

    code = "FAPI508"
    name = "wrong-jwt-exception"
    message = "{name} {flaw}: a bad token becomes a 500; catch {right}"
    guide = "Authentication Pattern"
    gate = ("jwt", "jose")
    fix = "safe"

    def visit_Try(self, node: ast.Try) -> None:
        """Look at what the handlers of a ``try`` catch."""
        handlers = [handler for handler in node.handlers if handler.type is not None]
        caught = [each for handler in handlers for each in _parts(handler.type)]
        for each in caught:
            if isinstance(each, ast.Attribute):
                self._check_attribute(each)
        if len(handlers) == len(node.handlers):
            self._check_library(node, caught)

    def _check_attribute(self, node: ast.Attribute) -> None:
        if not node.attr[:1].isupper():
            return
        known = token_table().exceptions.get(name_of_exception(self.module, node.value))
        if known is None or node.attr in known.names or not isinstance(node.value, (ast.Name, ast.Attribute)):
            return
        if known.library == "PyJWT" and any(word in (self.module.given_text or "") for word in OTHER_PACKAGE):
            return
        flaw = f"does not exist in {known.library}"
        self.report(
            node,
            name=ast.unparse(node),
            flaw=flaw,
            right=known.base,
            fix=partial(_catch, node, token_table().bases[known.library]),
        )

    def _check_library(self, node: ast.Try, caught: list[ast.expr]) -> None:
        """Report handlers for one library only, where another one decodes."""
        names = {each: name_of_exception(self.module, each) for each in caught}
        foreign = {
            each: name.partition(".")[0]
            for each, name in names.items()
            if name.partition(".")[0] in PACKAGES.values() and name not in ("jwt", "jose")
        }
        if not foreign or any(name in CATCH_ALL or not name for name in names.values()):
            return
        decoding = set(self._decoding(node))
        if len(decoding) != 1:
            return
        [library] = decoding
        package = PACKAGES[library]
        if package not in ("jwt", "jose") or any(each == package for each in foreign.values()):
            return
        first = next(iter(foreign))
        right = token_table().bases[library]
        fix = partial(_catch, first, right) if len(foreign) == 1 else None
        self.report(
            first, name=ast.unparse(first), flaw=f"is never raised by {library}", right=right, fix=fix
        )

    def _decoding(self, node: ast.Try) -> Iterator[str]:
        """The libraries that decode inside of a ``try``."""
        last = node.body[-1].end_lineno or node.body[-1].lineno
        for call in self.module.index.of_kind(ast.Call):
            if node.body[0].lineno <= call.lineno <= last and isinstance(
                call.func, (ast.Attribute, ast.Name)
            ):
                api = FUNCTIONS.get(self.module.observation.called(call))
                if api is not None and api.kind == "decode":
                    yield api.library


def _catch(wrong: ast.expr, right: str, draft: Draft) -> str:
    name = draft.name_for(right, at=wrong)
    draft.replace(wrong, name)
    return f"Catch {name}"


def _parts(node: ast.expr | None) -> list[ast.expr]:
    if isinstance(node, ast.Tuple):
        return list(node.elts)
    return [node] if node is not None else []
