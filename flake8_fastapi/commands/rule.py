"""Explain a rule: what it reports, why, what to do, and what it cannot see."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from flake8_fastapi.cli import CLEAN
from flake8_fastapi.commands import UsageError
from flake8_fastapi.reports.page_text import page_text
from flake8_fastapi.reports.pages import codes, page_of
from flake8_fastapi.reports.terminal import uses_color, write_text
from flake8_fastapi.rule import INTERNAL_ERROR

if TYPE_CHECKING:
    import argparse

    from flake8_fastapi.reports.pages import RulePage

_ABOUT_INTERNAL_ERRORS = (
    f"{INTERNAL_ERROR} is not a rule. It says that a rule or the model failed on a file; the rest of the\n"
    "run is not affected. Please report it, with the code that it points at.\n"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``fapi rule`` takes."""
    parser.add_argument("rule", help="a code such as FAPI109, or a name such as blocking-call-chain")


def run(arguments: argparse.Namespace) -> int:
    """Print the page of one rule."""
    wanted: str = arguments.rule
    if wanted.upper() == INTERNAL_ERROR:
        write_text(sys.stdout, _ABOUT_INTERNAL_ERRORS)
    else:
        write_text(sys.stdout, page_text(_page(wanted), color=uses_color(sys.stdout)))
    return CLEAN


def _page(wanted: str) -> RulePage:
    """The page of a code or name, in capital or small letters; ``UsageError`` where there is none."""
    page = page_of(wanted.upper()) if wanted.isalnum() else None
    if page is not None:
        return page
    by_name = {page.name: page for code in codes() if (page := page_of(code))}
    if wanted.lower() in by_name:
        return by_name[wanted.lower()]
    from difflib import get_close_matches

    close = get_close_matches(wanted.upper(), codes(), 1) or get_close_matches(wanted.lower(), by_name, 1)
    advice = f"did you mean {close[0]}?" if close else "`fapi rules` lists all rules"
    raise UsageError(f"there is no rule {wanted!r}; {advice}")
