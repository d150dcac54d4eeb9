"""Broken variants of the examples: whatever still parses is checked without an error.

The guard of the engine is off in our tests, so that an error in the model comes through.
"""

from __future__ import annotations

import ast
import random
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from example_cases import Case, cases, codes
from project_files import ProjectFiles, read

from flake8_fastapi.engine import check
from flake8_fastapi.rules import load_rules

VARIANTS = 5
"""Of each file."""

OPT_IN = frozenset(rule.code for rule in load_rules() if rule.opt_in)
WORD = re.compile(r"\b[A-Za-z_]\w*\b")


def cut(lines: list[str], chance: random.Random) -> list[str]:
    """Without everything behind some line."""
    return lines[: chance.randrange(len(lines) + 1)]


def without_some(lines: list[str], chance: random.Random) -> list[str]:
    """Without a few lines in the middle."""
    start = chance.randrange(len(lines))
    return lines[:start] + lines[start + chance.randint(1, 4) :]


def exchanged(lines: list[str], chance: random.Random) -> list[str]:
    """With two lines in each other's place."""
    changed = list(lines)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    changed[one], changed[other] = changed[other], changed[one]
    return changed


def doubled(lines: list[str], chance: random.Random) -> list[str]:
    """With some lines a second time, somewhere else."""
    start = chance.randrange(len(lines))
    place = chance.randrange(len(lines))
    return lines[:place] + lines[start : start + 5] + lines[place:]


def renamed(lines: list[str], chance: random.Random) -> list[str]:
    """With one word for another, everywhere: what was a function is a module, or itself."""
    text = "".join(lines)
    words = sorted(set(WORD.findall(text))) or ["x"]
    old, new = chance.choice(words), chance.choice(words)
    return re.sub(rf"\b{old}\b", new, text).splitlines(keepends=True)


def made_sync_or_async(lines: list[str], chance: random.Random) -> list[str]:
    """With ``async`` and ``await`` lost."""
    text = "".join(lines)
    return re.sub(r"\b(?:async|await) ", "", text, count=chance.randint(0, 5)).splitlines(keepends=True)


MUTATIONS = (cut, without_some, exchanged, doubled, renamed, made_sync_or_async)


def mutated(text: str, chance: random.Random) -> str:
    """The text after one to three mutations."""
    lines = text.splitlines(keepends=True)
    for _ in range(chance.randint(1, 3)):
        if lines:
            lines = chance.choice(MUTATIONS)(lines, chance)
    return "".join(lines)


def parsed(text: str) -> ast.Module | None:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError):
        return None


@contextmanager
def copied(case: Case, files: ProjectFiles) -> Iterator[list[str]]:
    """Copy a case into the project and name its files; the next case must not find them."""
    before = set(files.root.iterdir())
    if case.path.is_dir():
        shutil.copytree(
            case.path, files.root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__")
        )
        yield [path.relative_to(case.path).as_posix() for path in case.files]
    else:
        shutil.copy(case.path, files.root)
        yield [case.path.name]
    for entry in set(files.root.iterdir()) - before:
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()


@pytest.mark.parametrize("code", codes())
def test_no_variant_of_an_example_raises(files: ProjectFiles, code: str) -> None:
    chance = random.Random(code)
    checked = 0
    for case in cases():
        if case.code == code:
            with copied(case, files) as names:
                checked += check_variants(files, names, chance)
    assert checked > VARIANTS // 2, "too few variants parse for this test to mean anything"


def check_variants(files: ProjectFiles, names: list[str], chance: random.Random) -> int:
    """Check variants of each file, and some other files beside them; the number of variants that parse."""
    checked = 0
    originals = {name: read(files.root / name) for name in names}
    for name in names:
        for _ in range(VARIANTS):
            text = mutated(originals[name], chance)
            tree = parsed(text)
            (files.root / name).write_text(text)
            files.forget()
            if tree is not None:
                checked += 1
                check(tree, str(files.root / name), text.splitlines(keepends=True), files.settings, OPT_IN)
            for other in chance.sample(names, min(len(names), 3)):
                if other != name:
                    files.check(other, originals[other])
        (files.root / name).write_text(originals[name])
    return checked
