"""What a report is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from flake8_fastapi.rule import Finding


class FileResult(NamedTuple):
    """The findings of one file, in the order of their places.

    ``path`` is the file as it is shown to the user: as typed, or relative to the working directory.
    ``text`` is what the findings were made from, with its own line ends; None where it could not be
    read or is not at hand. Reports then show no code.
    """

    path: str
    findings: tuple[Finding, ...]
    text: str | None
