"""Where the text of a project's files says ``Depends(…)``, found before any file is parsed."""

from __future__ import annotations

import ast
import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from flake8_fastapi.model.survey import without_long_texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flake8_fastapi.model.project import Project

RENAMED = re.compile(r"\b(Depends|Security)[ \t]+as[ \t]+(\w+)")
OVERRIDE = re.compile(r"\bdependency_overrides\b[^=\n]*\][ \t]*=[ \t]*(?=[\w.]+[ \t]*(?:#|$))", re.MULTILINE)
WORD = re.compile(r"[A-Za-z_]\w*")
OTHER_NAME = re.compile(
    r"\b([A-Za-z_]\w*)[ \t]+as[ \t]+([A-Za-z_]\w*)"
    r"|^([A-Za-z_]\w*)[ \t]*=[ \t]*(?:[A-Za-z_]\w*\.)*([A-Za-z_]\w*)[ \t]*(?:#.*)?$",
    re.MULTILINE,
)
"""``from a import b as c`` and ``c = a.b``: names that a file has for what others call differently."""

SAID_IN_FRONT = re.compile(r"(?::|\bAnnotated\[)\s*([A-Za-z_][\w.]*)(?:\[[\w., ]*\])?\s*[=,]\s*\Z")
"""``service: Service = `` and ``Annotated[Service, `` before a ``Depends()`` that leaves its argument out."""
LONGEST_ANNOTATION = 200

DEFINITION = re.compile(r"def\s+(\w+)\s*\(")
CLASS = re.compile(r"class\s+(\w+)")

LONGEST_CALL = 600
"""Characters; a longer ``Depends(…)`` is not understood."""


class Mention(NamedTuple):
    """One ``Depends(…)``, ``Security(…)`` or override in a file's text.

    ``text`` is what stands between the brackets (for an empty ``Depends()`` the annotation in front, which
    is depended on then), or the function that is put in the place of another;
    ``called`` is what stands in front of them, and empty for an override. ``function`` is the function,
    or the class of the constructor, in whose signature it stands; empty where it stands elsewhere.
    """

    path: str
    line: int
    text: str
    called: str = ""
    function: str = ""

    @property
    def is_override(self) -> bool:
        """Whether it puts a function in the place of another one."""
        return not self.called

    def arguments(self) -> ast.Call | None:
        """The text as the arguments of a call; None where it does not parse alone."""
        try:
            call = ast.parse(f"f({self.text}\n)", mode="eval").body
        except (SyntaxError, ValueError, RecursionError):
            return None
        return call if isinstance(call, ast.Call) else None


class Mentions:
    """All mentions of a project by the words in them; each file is read once, when somebody first asks."""

    def __init__(self, project: Project) -> None:
        self.project = project

    def of(self, name: str) -> Iterable[Mention]:
        """The mentions that have this word, or another name that their file gives to it."""
        return self._by_word.get(name, ())

    @cached_property
    def all(self) -> tuple[Mention, ...]:
        """Every mention, by file and line."""
        return tuple(dict.fromkeys(each for found in self._by_word.values() for each in found))

    @cached_property
    def _by_word(self) -> dict[str, list[Mention]]:
        found: dict[str, list[Mention]] = {}
        for path, content in self.project.survey.contents():
            if b"Depends" in content or b"Security" in content or b"dependency_overrides" in content:
                self._read(path, content.decode("utf-8", "replace"), found)
        return found

    def _read(self, path: str, text: str, found: dict[str, list[Mention]]) -> None:
        text = without_long_texts(text)
        mentions = list(mentions_in(path, text))
        if not mentions:
            return
        originals: dict[str, set[str]] = {}
        for original, name, assigned, value in OTHER_NAME.findall(text):
            originals.setdefault(name or assigned, set()).add(original or value)
        for mention in mentions:
            words = set(WORD.findall(mention.text))
            for word in tuple(words):
                words |= originals.get(word, set())
            for word in words:
                found.setdefault(word, []).append(mention)


def mentions_in(path: str, text: str) -> Iterable[Mention]:
    """The mentions in one file's text, those in comments left out."""
    names = {"Depends", "Security"} | {name for _, name in RENAMED.findall(text)}
    calls = re.compile(rf"((?:\b\w+\.)*\b(?:{'|'.join(sorted(names))}))\(")
    for match in calls.finditer(text):
        arguments = _up_to_closing_bracket(text, match.end())
        if arguments is not None and not _is_comment(text, match.start()):
            line = text.count("\n", 0, match.start()) + 1
            if not arguments.strip():
                arguments = _annotation_before(text, match.start())
            yield Mention(path, line, arguments, match.group(1), _function_of_signature(text, match.start()))
    for match in OVERRIDE.finditer(text):
        if not _is_comment(text, match.start()):
            end = text.find("\n", match.end())
            value = text[match.end() : end if end >= 0 else len(text)].partition("#")[0].strip()
            yield Mention(path, text.count("\n", 0, match.start()) + 1, value)


def _annotation_before(text: str, position: int) -> str:
    found = SAID_IN_FRONT.search(text, max(0, position - LONGEST_ANNOTATION), position)
    return found.group(1) if found is not None else ""


def _function_of_signature(text: str, position: int) -> str:
    """What is called to run the function in whose signature a position is."""
    found = DEFINITION.match(text, max(text.rfind("def ", 0, position), 0))
    if found is None or text.count("(", found.end(), position) < text.count(")", found.end(), position):
        return ""
    if found.group(1) != "__init__":
        return found.group(1)
    around = CLASS.match(text, max(text.rfind("class ", 0, found.start()), 0))
    return around.group(1) if around is not None else ""


def _is_comment(text: str, position: int) -> bool:
    return "#" in text[text.rfind("\n", 0, position) + 1 : position]


def _up_to_closing_bracket(text: str, start: int) -> str | None:
    depth = 1
    for position in range(start, min(start + LONGEST_CALL, len(text))):
        character = text[position]
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
            if not depth:
                return text[start:position]
    return None
