"""What a file's text says of its functions and imports, found without parsing it.

For questions to the text of all files, where a parse of each would cost too much. It may see too much
(a ``def`` in a long text; an import in a function counts for the whole file), never too little of what is
laid out as usual.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from flake8_fastapi.model.definitions import ImportBinding
from flake8_fastapi.model.outline import body_end, signature_end

DEFINITION = re.compile(r"^([ \t]*)(?:async[ \t]+)?(def|class)[ \t]+(\w+)", re.MULTILINE)
IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(\.*)([.\w]*)[ \t]+import[ \t]*(?:\(([^)]*)\)|([^\n]*))|import[ \t]+([^\n]*))",
    re.MULTILINE,
)
ASSIGNED = re.compile(r"^(\w+)[ \t]*(?::[^=\n]+)?=(?!=)[ \t]*(?:([\w.]+)[ \t]*$)?", re.MULTILINE)
CONTAINER = re.compile(r"^(\w+)[ \t]*(?::[^=\n]+)?=[ \t]*([\[{(])", re.MULTILINE)
CLOSING = {"[": "]", "{": "}", "(": ")"}
LONGEST_CONTAINER = 5000
"""Characters; what is longer holds data."""
DECORATOR = re.compile(r"^[ \t]*@", re.MULTILINE)
COMMENT = re.compile(r"#[^\n]*")
NAME = re.compile(r"[^\W\d]\w*")


class FunctionText(NamedTuple):
    """A function or method that stands in no other function."""

    name: str
    owner: str
    """The class around it, empty for a plain function."""
    decorators: str
    returns: str
    """What it is declared to return."""
    text: str
    """That of the whole file."""
    start: int
    end: int

    @property
    def body(self) -> str:
        """What stands behind the signature."""
        return self.text[self.start : self.end]


class TextOutline:
    """One file, looked at once."""

    def __init__(self, text: str) -> None:
        self.text = text

    @property
    def functions(self) -> list[FunctionText]:
        """The functions of the top level and the methods of classes, in their order."""
        return self._definitions[0]

    @property
    def defined(self) -> set[str]:
        """The functions and classes of the top level."""
        return self._definitions[1]

    @cached_property
    def _definitions(self) -> tuple[list[FunctionText], set[str]]:
        found: list[FunctionText] = []
        defined: set[str] = set()
        around: list[tuple[int, str]] = []
        done = 0
        for match in DEFINITION.finditer(self.text):
            space, kind, name = match.groups()
            indentation = len(space)
            if not indentation:
                defined.add(name)
            if match.start() < done:
                continue  # in the body of the function before
            while around and around[-1][0] >= indentation:
                around.pop()
            if kind == "class":
                around.append((indentation, name))
                continue
            start = signature_end(self.text, match.end()) or match.end()
            before, done = done, body_end(self.text, start, indentation)
            owner = around[-1][1] if around else ""
            above = self.text[before : match.start()]
            decorated = DECORATOR.search(above)
            decorators = above[decorated.start() :] if decorated is not None else ""
            _, arrow, returns = self.text[match.end() : start].rpartition("->")
            found.append(
                FunctionText(name, owner, decorators, returns if arrow else "", self.text, start, done)
            )
        return found, defined

    @cached_property
    def imports(self) -> dict[str, list[ImportBinding]]:
        """What the import statements of a file bind, wherever they stand; ``*`` for those that bind all."""
        found: dict[str, list[ImportBinding]] = {}
        for dots, module, in_brackets, in_line, modules in IMPORT.findall(self.text):
            if modules:
                for each in COMMENT.sub("", modules).split(","):
                    path, _, name = each.partition(" as ")
                    top = path.strip().partition(".")[0]
                    plain = not name and "." in path
                    found.setdefault(name.strip() or top, []).append(
                        ImportBinding(path.strip(), None, 0, plain)
                    )
                continue
            for each in COMMENT.sub("", in_brackets or in_line).split(","):
                attribute, _, name = each.partition(" as ")
                attribute = attribute.strip()
                if attribute:
                    binding = ImportBinding(module, attribute, len(dots))
                    found.setdefault(name.strip() or attribute, []).append(binding)
        return found

    @cached_property
    def assigned(self) -> dict[str, str]:
        """Names assigned at the top level, each with the last part of the name it is given, or nothing."""
        return {name: value.rpartition(".")[2] for name, value in ASSIGNED.findall(self.text)}

    @property
    def containers(self) -> dict[str, str]:
        """The dictionaries, lists and tuples that are written out at the top level, with their text."""
        found = {}
        for match in CONTAINER.finditer(self.text):
            start, closing = match.end(), CLOSING[match.group(2)]
            line_end = self.text.find("\n", start)
            end = self.text.find(closing, start, line_end if line_end >= 0 else len(self.text))
            if end < 0:
                end = self.text.find(f"\n{closing}", start, start + LONGEST_CONTAINER)
            if end >= 0:
                found[match.group(1)] = self.text[start:end]
        return found
