"""The rules' pages, read back: what a report says of a rule without importing all rules.

The pages are written from the rules' classes and their examples (``tools/documentation.py``). A wheel
holds them as ``flake8_fastapi/pages``; in a checkout they are in ``docs/rules``.
"""

from __future__ import annotations

import functools
import os
import re
from typing import NamedTuple

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FOLDERS = (
    os.path.join(_PACKAGE, "pages"),
    os.path.join(os.path.dirname(_PACKAGE), "docs", "rules"),
)
"""Where the pages are: in an installed package, and in a checkout."""

_FACT = re.compile(r"^\| (?P<name>[^|]+) \| (?P<value>.*) \|$")
_FENCE = re.compile(r"^`{3,}")


class Example(NamedTuple):
    """A file of an example: where it lies in the project's repository, and its code."""

    path: str
    code: str


class RulePage(NamedTuple):
    """What the page of a rule says.

    ``facts`` are the rows of its table by their names, ``sections`` the texts below its headings
    in their order, in Markdown. ``summary`` is the first paragraph of what is wrong, on one line.
    """

    code: str
    name: str
    wrong: str
    facts: dict[str, str]
    sections: dict[str, str]
    examples: dict[str, tuple[Example, ...]]

    @property
    def summary(self) -> str:
        """What is wrong, in a sentence or two."""
        return " ".join(self.wrong.split("\n\n")[0].split())

    @property
    def is_opt_in(self) -> bool:
        """Whether the rule is off until it is asked for."""
        return self.facts["on by default"] != "yes"


@functools.cache
def codes() -> tuple[str, ...]:
    """The codes of all rules that have a page, sorted."""
    for folder in FOLDERS:
        try:
            names = os.listdir(folder)
        except OSError:
            continue
        return tuple(sorted(name.removesuffix(".md") for name in names if name.endswith(".md")))
    return ()


@functools.cache
def page_of(code: str) -> RulePage | None:
    """The page of a rule; None for a code that has none, such as that of internal errors."""
    for folder in FOLDERS:
        try:
            with open(os.path.join(folder, f"{code}.md"), encoding="utf-8") as file:
                return parse_page(file.read())
        except OSError:
            continue
    return None


def parse_page(text: str) -> RulePage:
    """A page as ``tools/documentation.py`` writes it; ``ValueError`` where it has no title."""
    title = re.search(r"^# (?P<code>\S+) (?P<name>\S+)$", text, re.MULTILINE)
    if title is None:
        raise ValueError("the page has no title")
    head, *parts = _by_heading(text[title.end() :])
    facts = {
        match["name"]: match["value"].replace("\\|", "|")
        for line in head[1].splitlines()
        if (match := _FACT.match(line))
    }
    sections: dict[str, str] = {}
    examples: dict[str, tuple[Example, ...]] = {}
    for heading, body in parts:
        found = _examples(body)
        if found:
            examples[heading] = found
        else:
            sections[heading] = body
    wrong = head[1].partition("\n| | |\n")[0].strip()
    return RulePage(title["code"], title["name"], wrong, facts, sections, examples)


def _by_heading(text: str) -> list[tuple[str, str]]:
    """The text in pieces, each with the heading above it; headings inside of code are code."""
    pieces: list[tuple[str, list[str]]] = [("", [])]
    fence = ""
    for line in text.splitlines():
        if fence:
            fence = "" if line == fence else fence
        elif match := _FENCE.match(line):
            fence = match[0]
        elif line.startswith("## "):
            pieces.append((line.removeprefix("## "), []))
            continue
        pieces[-1][1].append(line)
    return [(heading, "\n".join(lines).strip()) for heading, lines in pieces]


def _examples(text: str) -> tuple[Example, ...]:
    pattern = r"^`(?P<path>[^`\n]+)`\n\n(?P<fence>`{3,})python\n(?P<code>.*?)^(?P=fence)$"
    found = re.finditer(pattern, text, re.MULTILINE | re.DOTALL)
    return tuple(Example(match["path"], match["code"]) for match in found)
