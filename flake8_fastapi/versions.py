"""FastAPI versions: reading them, and asking whether a specifier admits one.

Only what FastAPI's releases and our rules need of PEP 440: plain release numbers
and comparisons joined by commas. It spares every run the import of a packaging library.
"""

from __future__ import annotations

import re
from typing import TypeAlias

Release: TypeAlias = tuple[int, ...]
"""The numbers of a version: ``(0, 115, 3)``."""

# Compiled when first used, which most runs never do.
_RELEASE = r"[0-9]+(?:\.[0-9]+)*"
_COMPARISON = rf"\s*(~=|==|!=|<=|>=|<|>)\s*({_RELEASE})(\.\*)?\s*"


def parse_release(text: str) -> Release:
    """The release that a text such as ``0.115.3`` names; ``ValueError`` when it names none."""
    if re.fullmatch(_RELEASE, text) is None:
        raise ValueError(f"{text!r} is no release number such as 0.115 or 0.115.3")
    return tuple(int(number) for number in text.split("."))


def check_specifier(specifier: str) -> None:
    """Raise ``ValueError`` unless the specifier is empty or comparisons joined by commas."""
    if specifier:
        for comparison in specifier.split(","):
            _read_comparison(comparison)


def admits(specifier: str, release: Release) -> bool:
    """Whether a release fulfils every comparison of a specifier; an empty one admits all."""
    if not specifier:
        return True
    return all(_fulfils(release, *_read_comparison(part)) for part in specifier.split(","))


def _read_comparison(text: str) -> tuple[str, Release, bool]:
    """The operator, the release, and whether ``.*`` follows it."""
    match = re.fullmatch(_COMPARISON, text)
    if match is None:
        raise ValueError(f"{text!r} is no comparison such as '>=0.118' or '==0.115.*'")
    operator, number, wildcard = match.groups()
    release = parse_release(number)
    if wildcard and operator not in {"==", "!="}:
        raise ValueError(f"{text!r}: only == and != take '.*'")
    if operator == "~=" and len(release) < 2:
        raise ValueError(f"{text!r}: ~= needs two numbers or more")
    return operator, release, wildcard is not None


def _fulfils(release: Release, operator: str, bound: Release, wildcard: bool) -> bool:
    """Whether one comparison holds; missing numbers count as zero."""
    if wildcard:
        same = _padded(release, len(bound))[: len(bound)] == bound
        return same if operator == "==" else not same
    if operator == "~=":
        family = bound[:-1]
        return _fulfils(release, ">=", bound, False) and _fulfils(release, "==", family, True)
    width = max(len(release), len(bound))
    left, right = _padded(release, width), _padded(bound, width)
    match operator:
        case "==":
            return left == right
        case "!=":
            return left != right
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case _:
            return left >= right


def _padded(release: Release, width: int) -> Release:
    return release + (0,) * (width - len(release))
