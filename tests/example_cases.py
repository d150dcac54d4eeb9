"""The examples: where they are, and which findings they say they have.

`examples/FAPI101/` holds `bad.py` or a folder `bad/`, `good.py` or `good/`, and further
`case_*`. A line that shall have a finding ends in `# expect: FAPI101`, or several codes
joined by commas.
"""

from __future__ import annotations

import re
import tokenize
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"

Expectation: TypeAlias = tuple[str, int, str]
"""A file's path inside its case, a line, and a code."""

_MARKER = re.compile(r"#\s*expect\b(?P<rest>.*)", re.ASCII)
_CODES = re.compile(r":\s*(?P<codes>FAPI[0-9]{3}(?:\s*,\s*FAPI[0-9]{3})*)\s*", re.ASCII)


@dataclass(frozen=True)
class Case:
    """One example: a file, or a folder that is a project."""

    code: str
    path: Path

    @property
    def is_good(self) -> bool:
        """Whether it must be silent."""
        return self.path.stem.startswith("good")

    @property
    def is_bad(self) -> bool:
        """Whether it must show what its rule reports."""
        return self.path.stem.startswith("bad")

    @property
    def files(self) -> list[Path]:
        """Its Python files."""
        return [self.path] if self.path.is_file() else sorted(self.path.rglob("*.py"))

    def __str__(self) -> str:
        return f"{self.code}-{self.path.name}"


def codes() -> list[str]:
    """The codes that have a folder."""
    return sorted(entry.name for entry in EXAMPLES.iterdir() if not entry.name.startswith((".", "_")))


def entries(code: str) -> list[Path]:
    """What lies in the folder of a code."""
    return sorted(entry for entry in (EXAMPLES / code).iterdir() if entry.name != "__pycache__")


def is_case(entry: Path) -> bool:
    """Whether a name says what the entry is for."""
    well_named = re.fullmatch(r"(bad|good)(_\w+)?|case_\w+", entry.stem) is not None
    return well_named and (entry.is_dir() or entry.suffix == ".py")


def cases() -> list[Case]:
    """All examples of all codes."""
    return [Case(code, entry) for code in codes() for entry in entries(code) if is_case(entry)]


def expected_in(path: Path) -> Counter[tuple[int, str]]:
    """The lines and codes of a file's markers; ``ValueError`` for a marker that cannot be read."""
    found: Counter[tuple[int, str]] = Counter()
    with tokenize.open(path) as file:
        for token in tokenize.generate_tokens(file.readline):
            if token.type == tokenize.COMMENT and (marker := _MARKER.search(token.string)):
                listed = _CODES.fullmatch(marker["rest"])
                if listed is None:
                    raise ValueError(f"{path}:{token.start[0]}: cannot read {token.string!r}")
                found.update((token.start[0], code.strip()) for code in listed["codes"].split(","))
    return found


def expected(case: Case) -> Counter[Expectation]:
    """The findings that a case says it has."""
    base = case.path if case.path.is_dir() else case.path.parent
    found: Counter[Expectation] = Counter()
    for path in case.files:
        for (line, code), times in expected_in(path).items():
            found[path.relative_to(base).as_posix(), line, code] += times
    return found
