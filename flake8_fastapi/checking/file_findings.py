"""What was found in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from flake8_fastapi.rule import Finding


class FileFindings(NamedTuple):
    """What was found in a file, given by its absolute path; ``problem`` says why it could not be read."""

    path: str
    findings: tuple[Finding, ...] = ()
    problem: str = ""
