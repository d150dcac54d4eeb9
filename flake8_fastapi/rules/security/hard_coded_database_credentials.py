"""FAPI507: the password of a database stands in the code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.configuration.credentials import DatabaseCredentials


class HardCodedDatabaseCredentials(Rule):
    """A database address with a password, or the password that opens one, stands in the application's code.

    Why: everybody who can read the source can read the database, and the password cannot be
    changed without a release. As a fallback it makes an application start with the wrong database.

    Cure: take the whole address from the environment or the settings, without a fallback.

    Exempt: tests; addresses in descriptions, examples and messages; passwords that are still to be
    filled in (``<password>``, ``***``).

    Cannot see: passwords that are given by their position, and those that a settings class puts into an
    address.

    Source: the guide itself gives ``create_engine("postgresql://user:pass@localhost/db")`` in its
    first pattern, and takes the address from settings in "Production Deployment": the latter is right.
    """

    code = "FAPI507"
    name = "hard-coded-database-credentials"
    message = "{address} has its password in the source: take it from the environment"
    guide = "1. Dependency Injection Architecture"
    gate = ("://", "passw", "Passw", "PASSW", "pwd", "Pwd", "PWD")

    def visit_DatabaseCredentials(self, credentials: DatabaseCredentials) -> None:
        """Report it."""
        self.report(credentials, address=credentials.address)
