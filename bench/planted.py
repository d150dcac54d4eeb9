"""Plant mistakes in real code, one at a time, and see whether exactly they are reported.

    python bench/planted.py                            # every plant of planted.toml whose corpus is fetched
    python bench/planted.py --code FAPI2 --code FAPI305
    python bench/planted.py --application lnbits --application tiled

Finished applications do not hold mistakes that stop them from starting, so what is published cannot show
whether such a rule finds its mistake in code of that size. Each entry of planted.toml is such a mistake,
written by hand into one place of a pinned application (bench/corpora.toml):

    [[plant]]
    code = "FAPI005"
    application = "lnbits"
    mistake = "one line that says what was made of what"

    [[plant.edit]]
    file = "lnbits/core/views/user_api.py"    # below the application's folder
    text = '''Depends(check_admin)'''          # stands there exactly once; left out: the file is new
    becomes = '''Depends(check_admin())  # expect: FAPI005'''

A line that shall have a finding ends in `# expect: CODE`; the mark is taken out before the code is checked.
`watched = ["other.py"]` in a plant names files that are checked though nothing is edited in them. The
findings of edited and watched files before and after must differ by the marked ones and by nothing else,
under all rules that are on by default and the plants' own (with --quick: the plants' own only, which takes
a fraction of the time). A corpus is copied first, never written to.
"""

from __future__ import annotations

import argparse
import ast
import collections
import dataclasses
import os
import re
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from corpora import add_corpora_option, find_folder
from findings import Finding, collect

PLANTS = Path(__file__).resolve().parent / "planted.toml"

_MARK = re.compile(
    r"[ \t]*#[ \t]*expect:[ \t]*(?P<codes>FAPI\d{3}(?:[ \t]*,[ \t]*FAPI\d{3})*)[ \t]*$", re.ASCII
)

Place = tuple[str, int, str]
"""A file, a line and a code."""


@dataclasses.dataclass(frozen=True)
class Edit:
    """One replacement in one file; an empty text makes a new file."""

    file: str
    text: str
    becomes: str


@dataclasses.dataclass(frozen=True)
class Plant:
    """One mistake, written into one application."""

    code: str
    application: str
    mistake: str
    edits: tuple[Edit, ...]
    watched: tuple[str, ...] = ()

    @property
    def files(self) -> list[str]:
        """The files that are checked, each once."""
        return list(dict.fromkeys([*(edit.file for edit in self.edits), *self.watched]))

    @property
    def codes(self) -> set[str]:
        """Its own code, and all that its lines are marked with."""
        return {self.code, *(code for edit in self.edits for _, code in _marks(edit.becomes))}

    def __str__(self) -> str:
        return f"{self.code}-{self.application}-{Path(self.edits[0].file).stem}"


def read_plants(path: Path = PLANTS) -> list[Plant]:
    """All plants of a data file, in its order; ``SystemExit`` with one line where it cannot be read."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["plant"]
        return [_plant(entry) for entry in entries]
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise SystemExit(f"{path}: {type(error).__name__}: {error}") from error


def _plant(entry: dict[str, object]) -> Plant:
    fields = dict(entry)
    edits = fields.pop("edit")
    assert isinstance(edits, list)
    watched = fields.pop("watched", ())
    assert isinstance(watched, (list, tuple))
    return Plant(
        **fields,  # type: ignore[arg-type]
        edits=tuple(Edit(**{"text": "", **edit}) for edit in edits),
        watched=tuple(watched),
    )


class PlantError(Exception):
    """The application does not have the text that a plant changes, or has it more than once."""


def copy_application(source: Path, target: Path) -> None:
    """A copy to plant in: hard links where these can be had, since only a few files will be replaced."""

    def link(original: str, copy: str) -> None:
        try:
            os.link(original, copy)
        except OSError:
            shutil.copy2(original, copy)

    shutil.copytree(
        source,
        target,
        copy_function=link,
        ignore=shutil.ignore_patterns("__pycache__", ".git", "node_modules"),
    )


def plant_in(folder: Path, plant: Plant) -> collections.Counter[Place]:
    """Write the mistake into a copy of its application; the findings that it shall have."""
    texts: dict[str, str] = {}
    for edit in plant.edits:
        path = folder / edit.file
        if not edit.text:
            if path.exists() or edit.file in texts:
                raise PlantError(f"{edit.file} exists already")
            texts[edit.file] = edit.becomes
            continue
        if edit.file not in texts:
            if not path.is_file():
                raise PlantError(f"{edit.file} does not exist")
            texts[edit.file] = path.read_text(encoding="utf-8")
        times = texts[edit.file].count(edit.text)
        if times != 1:
            first = edit.text.strip().splitlines()[0]
            raise PlantError(f"{edit.file} has the text {times} times: {first}")
        texts[edit.file] = texts[edit.file].replace(edit.text, edit.becomes)
    expected: collections.Counter[Place] = collections.Counter()
    for file, text in texts.items():
        expected.update((file, line, code) for line, code in _marks(text))
        try:
            ast.parse(text)
        except SyntaxError as error:
            raise PlantError(f"{file} would not parse: {error}") from error
        _write_anew(folder / file, "\n".join(_MARK.sub("", line) for line in text.split("\n")))
    if not expected:
        raise PlantError("no line is marked with what is expected")
    return expected


def _marks(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if mark := _MARK.search(line):
            for code in mark["codes"].split(","):
                yield number, code.strip()


def _write_anew(path: Path, text: str) -> None:
    """Write a file that may be a hard link: the other end must keep what it has."""
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def differences(
    before: Iterable[Finding],
    after: Iterable[Finding],
    expected: collections.Counter[Place],
    lines_before: dict[str, list[str]],
    lines_after: dict[str, list[str]],
) -> list[str]:
    """What is not as it shall be, a line each; empty where exactly the expected findings have come.

    Findings of before are known again by the text of their lines, since a plant moves lines.
    """
    found = list(after)
    places = collections.Counter((finding.path, finding.row, finding.code) for finding in found)
    problems = [f"missed: {file}:{line} {code}" for file, line, code in (expected - places).elements()]
    remaining = collections.Counter(_known_by(finding, lines_before) for finding in before)
    due = collections.Counter(expected)
    for finding in found:
        place = (finding.path, finding.row, finding.code)
        known = _known_by(finding, lines_after)
        if due[place]:
            due[place] -= 1
        elif remaining[known]:
            remaining[known] -= 1
        else:
            problems.append(f"also reported: {finding.path}:{finding.row} {finding.code} {finding.text}")
    problems += [f"reported no more: {file} {code} {text}" for file, code, text in remaining.elements()]
    return problems


def _known_by(finding: Finding, lines: dict[str, list[str]]) -> tuple[str, str, str]:
    text = lines[finding.path]
    return finding.path, finding.code, text[finding.row - 1].strip() if finding.row <= len(text) else ""


def lines_of(folder: Path, files: Iterable[str]) -> dict[str, list[str]]:
    """The lines of the files that exist."""
    return {
        file: (folder / file).read_text(encoding="utf-8").split("\n")
        for file in files
        if (folder / file).is_file()
    }


def _try_application(plants: Sequence[Plant], source: Path, python: Path, quick: bool) -> Iterator[str]:
    """The plants of one application, each with "" or what is wrong with it."""
    with tempfile.TemporaryDirectory(prefix="planted-") as workplace:
        copy = Path(workplace) / source.name
        copy_application(source, copy)
        defaults = [] if quick else ["FAPI"]
        files = sorted({file for plant in plants for file in plant.files if (copy / file).is_file()})
        lines_before = lines_of(copy, files)
        before = collect(python, copy, defaults, ["--jobs=1"], files) if defaults else []
        own_before = collect(
            python, copy, sorted(set().union(*(each.codes for each in plants))), ["--jobs=1"], files
        )
        for plant in plants:
            own = {file: lines_before[file] for file in plant.files if file in lines_before}
            try:
                expected = plant_in(copy, plant)
            except PlantError as error:
                yield f"cannot be planted: {error}"
                continue
            after = collect(python, copy, [*defaults, *sorted(plant.codes)], ["--jobs=1"], plant.files)
            known = [finding for finding in before if finding.path in own]
            known += [
                finding
                for finding in own_before
                if finding.path in own and finding.code in plant.codes and finding not in known
            ]
            yield "; ".join(differences(known, after, expected, own, lines_of(copy, plant.files)))
            for file in plant.files:
                (copy / file).unlink()
                if (source / file).is_file():
                    shutil.copy2(source / file, copy / file)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--code", action="append", default=[], metavar="CODE", help="only these (prefixes)")
    parser.add_argument("--application", action="append", default=[], metavar="NAME", help="only in these")
    parser.add_argument("--quick", action="store_true", help="run the rules of the chosen plants only")
    parser.add_argument("--plants", type=Path, default=PLANTS, help="another data file")
    parser.add_argument("--python", type=Path, default=Path(sys.executable), help="has flake8 and the plugin")
    add_corpora_option(parser)
    options = parser.parse_args()

    chosen: dict[str, list[Plant]] = {}
    for plant in read_plants(options.plants):
        if plant.code.startswith(tuple(options.code) or "FAPI"):
            if not options.application or plant.application in options.application:
                chosen.setdefault(plant.application, []).append(plant)
    wrong = total = 0
    for application, plants in chosen.items():
        source = find_folder(application, options.corpora)
        outcomes = _try_application(plants, source, options.python, options.quick)
        for plant, problem in zip(plants, outcomes, strict=True):
            total += 1
            wrong += bool(problem)
            print(f"{plant.code} {application}: {problem or 'reported'} ({plant.mistake})", flush=True)
    print(f"{total} plants, {total - wrong} as expected, {wrong} not")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
