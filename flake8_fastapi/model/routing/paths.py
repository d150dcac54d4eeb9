"""Paths with parameters: their names, and which requests they match."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from flake8_fastapi.model.routing.objects import Text

PARAMETER = re.compile(r"\{([a-zA-Z_]\w*)(?::([a-zA-Z_]\w*))?\}")
"""As Starlette writes it: a name, and a converter."""

CONVERTERS = {
    "str": r"[^/]+",
    "path": r".*",
    "int": r"[0-9]+",
    "float": r"[0-9]+(?:\.[0-9]+)?",
    "uuid": r"[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}",
}
NARROWER = {"str": frozenset({"int", "float", "uuid", "str"}), "float": frozenset({"int", "float"})}
"""For a converter those whose values it takes as well."""


class PathParameter(NamedTuple):
    """A parameter in a path."""

    name: str
    converter: str


def parameters_in(text: Text) -> list[PathParameter]:
    """The parameters in the known parts of a path."""
    return [
        PathParameter(name, converter or "str")
        for part in text
        if isinstance(part, str)
        for name, converter in PARAMETER.findall(part)
    ]


@lru_cache(maxsize=8192)
def shape(text: Text) -> str:
    """A path without the names of its parameters, for comparison; unknown parts are equal to themselves."""
    return "".join(
        PARAMETER.sub(lambda match: f"{{:{match.group(2) or 'str'}}}", part)
        if isinstance(part, str)
        else f"\0{part.source}\0{part.place}\0"
        for part in text
    )


def covers(general: Text, specific: Text) -> bool:
    """Whether every request that the specific path means is matched by the general one.

    Both are compared part by part between the slashes; what is not clear counts as not covered.
    """
    wide, narrow = shape(general).split("/"), shape(specific).split("/")
    for position, segment in enumerate(wide):
        if segment == "{:path}" and position == len(wide) - 1:
            return len(narrow) > position and "\0" not in "/".join(narrow[position:])
        if position >= len(narrow) or not _covers_segment(segment, narrow[position]):
            return False
    return len(wide) == len(narrow)


def _covers_segment(wide: str, narrow: str) -> bool:
    if wide == narrow:
        return "{:path}" not in wide
    if "\0" in wide or "\0" in narrow or "{:path}" in wide or "{:path}" in narrow:
        return False
    if not narrow.startswith("{") or narrow.count("{") != 1 or not narrow.endswith("}"):
        if "{" in narrow:
            # "{name}.json" is taken by "{name}", and by nothing else that is easy to tell.
            return wide == "{:str}"
        return re.fullmatch(_pattern(wide), narrow) is not None
    converter = narrow[2:-1]
    return wide.startswith("{:") and wide.endswith("}") and converter in NARROWER.get(wide[2:-1], ())


def _pattern(segment: str) -> str:
    found, end = "", 0
    for match in re.finditer(r"\{:(\w+)\}", segment):
        # A converter of the project's own may take anything or little: nothing is covered by it.
        found += re.escape(segment[end : match.start()]) + CONVERTERS.get(match.group(1), r"(?!)")
        end = match.end()
    return found + re.escape(segment[end:])
