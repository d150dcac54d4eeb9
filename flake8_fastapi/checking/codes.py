"""Codes that users write: those of rules, and their beginnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.commands import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

ALL = "FAPI"
"""The beginning of every code."""

SYNTAX_ERROR = "E999"
"""flake8's code for files that do not parse."""


def check_codes(codes: Iterable[str]) -> None:
    """``UsageError`` for the first code that is neither a rule's nor the beginning of one."""
    written = [code for code in codes if code != ALL]
    if not written:
        return
    from flake8_fastapi.rule import INTERNAL_ERROR
    from flake8_fastapi.rules import load_rules

    known = {INTERNAL_ERROR, *(rule.code for rule in load_rules())}
    for code in written:
        if not code.startswith(ALL) or not any(each.startswith(code) for each in known):
            raise UsageError(f"{code!r} is no rule and no beginning of one; 'fapi rules' lists them")
