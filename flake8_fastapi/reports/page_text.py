"""A rule's page for a terminal."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from flake8_fastapi.reports.terminal import Style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.reports.pages import RulePage

_WIDTH = 88
_CODE = re.compile(r"``(.+?)``|`(.+?)`", re.DOTALL)


def page_text(page: RulePage, *, color: bool) -> str:
    """All that the page says, with its examples, wrapped for reading."""
    style = Style(color)
    return "\n".join(_lines(page, style)) + "\n"


def _lines(page: RulePage, style: Style) -> Iterator[str]:
    yield f"{style.red(page.code)} {style.bold(page.name)}"
    yield from _paragraphs(page.wrong, "", style)
    yield ""
    widest = max(map(len, page.facts))
    for name, value in page.facts.items():
        yield f"{style.faint(name.ljust(widest))}  {_with_code(value, style)}"
    for heading, text in page.sections.items():
        yield ""
        yield style.bold(heading)
        yield from _paragraphs(text, "  ", style)
    for heading, examples in page.examples.items():
        for example in examples:
            yield ""
            yield f"{style.bold(heading)} {style.faint(example.path)}"
            yield ""
            yield from textwrap.indent(example.code.rstrip(), "    ").splitlines()


def _paragraphs(text: str, indent: str, style: Style) -> Iterator[str]:
    """Paragraphs wrapped anew; a list's entries keep their own lines."""
    for paragraph in text.split("\n\n"):
        yield ""
        for part in re.split(r"\n(?=[-*] )", paragraph):
            hanging = indent + "  " if part.startswith(("- ", "* ")) else indent
            wrapped = textwrap.wrap(
                " ".join(part.split()),
                _WIDTH,
                initial_indent=indent,
                subsequent_indent=hanging,
                break_long_words=False,
                break_on_hyphens=False,
            )
            yield from _with_code("\n".join(wrapped), style).splitlines()


def _with_code(text: str, style: Style) -> str:
    """Code stands out by its colour, or where there are no colours by single quotes of its own."""

    def marked(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        return "\n".join(style.blue(line) for line in code.split("\n")) if style.is_on else f"`{code}`"

    return _CODE.sub(marked, text)
