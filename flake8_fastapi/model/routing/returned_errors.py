"""What becomes of exceptions that functions return."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition

GIVING = r"\b(?:raise\s|isinstance\(|type\()[^#]*\b{0}\("
"""A line that raises or tests at once what a function gives."""

KEEPING = r"(\w+)\s*(?::[^=]*|:)?=[^=]*\b{0}\("
"""A line that gives a name to what a function gives."""

ASKING = r"\b(?:raise\s+|isinstance\(\s*|type\(\s*)(?:{0})\b|\b(?:{0})\.status_code\b"
"""What a file has that raises what has one of some names, or asks what it is."""


def is_handed_on(function: FunctionDefinition) -> bool:
    """Whether a function is called, and nobody raises what it gives or asks what that is.

    The texts of the lines that mention it tell, and of the files with the names that hold its results.
    """
    survey = function.module.project.survey
    if not survey.is_called_anywhere(function):
        return False
    name = re.escape(function.name)
    giving, keeping = re.compile(GIVING.format(name)), re.compile(KEEPING.format(name))
    names: dict[str, set[str]] = {}
    for path, _, line in survey.mentions(function.name):
        if giving.search(line):
            return False
        names.setdefault(path, set()).update(keeping.findall(line))
    for path, content in survey.contents(sorted(path for path, held in names.items() if held)):
        if re.search(ASKING.format("|".join(sorted(names[path]))).encode(), content):
            return False
    return True
