"""Print every finding of the plugin in a corpus with the code around it, for reading.

    python bench/findings.py khoj                           # a name of corpora.toml, or a folder
    python bench/findings.py khoj --rule FAPI109 --context 5
    python bench/findings.py skypilot --sample 30 --seed 1  # thirty of them, chosen by chance
    python bench/findings.py khoj --rule FAPI1 --sample 8 --in-turns  # one of each code, then one more ...

A chain in a message names places as `path:line`; the code there is printed too.
The interpreter (--python) must have flake8 and this project installed.
"""

from __future__ import annotations

import argparse
import collections
import dataclasses
import functools
import random
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpora import add_corpora_option, find_folder

_FIELDS = "%(path)s\t%(row)d\t%(col)d\t%(code)s\t%(text)s"
_PLACE = re.compile(r"([^\s()'\"`,;]+\.pyi?):(\d+)")


@dataclasses.dataclass(frozen=True)
class Finding:
    """One line of flake8's output."""

    path: str
    row: int
    column: int
    code: str
    text: str

    def places(self) -> Iterator[tuple[str, int]]:
        """The path:line places that the message names."""
        for path, row in _PLACE.findall(self.text):
            yield path, int(row)


class Source:
    """The code of a corpus: finds the file that a message means and shows its lines."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._found: dict[str, Path | None] = {}
        self._lines: dict[Path, list[str]] = {}

    @functools.cached_property
    def _paths_by_name(self) -> dict[str, list[Path]]:
        paths: dict[str, list[Path]] = collections.defaultdict(list)
        for path in self.folder.rglob("*.py*"):
            paths[path.name].append(path)
        return paths

    def find(self, named: str) -> Path | None:
        """The file for a path as written: from the corpus folder, or by its unambiguous ending."""
        if named not in self._found:
            self._found[named] = self._search(named)
        return self._found[named]

    def _search(self, named: str) -> Path | None:
        direct = self.folder / named
        if direct.is_file():
            return direct
        ending = tuple(part for part in Path(named).parts if part != ".")
        matches = [
            path
            for path in self._paths_by_name.get(Path(named).name, ())
            if path.parts[-len(ending) :] == ending
        ]
        return matches[0] if len(matches) == 1 else None

    def lines(self, path: Path) -> list[str]:
        """The lines of a file; what is not UTF-8 in it is shown as replacement characters."""
        if path not in self._lines:
            self._lines[path] = path.read_text(encoding="utf-8", errors="replace").splitlines()
        return self._lines[path]

    def show(self, named: str, row: int, context: int) -> str:
        """The lines around a place, the place itself marked; or a word that it cannot be found."""
        path = self.find(named)
        if path is None:
            return f"    {named}:{row}: no such file, or several"
        lines = self.lines(path)
        if not 1 <= row <= len(lines):
            return f"    {named}:{row}: the file has {len(lines)} lines"
        first, last = max(1, row - context), min(len(lines), row + context)
        return "\n".join(
            f"  {'>' if number == row else ' '} {number:5} | {lines[number - 1]}"
            for number in range(first, last + 1)
        )


def collect(
    python: Path, folder: Path, rules: Sequence[str], arguments: Sequence[str], paths: Sequence[str] = (".",)
) -> list[Finding]:
    """Run flake8 over the folder, or over some paths below it, and read its findings."""
    select = ",".join(rules) if rules else "FAPI"
    command = [
        str(python),
        "-m",
        "flake8",
        "--isolated",
        f"--select={select}",
        f"--format={_FIELDS}",
        *arguments,
        *paths,
    ]
    finished = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace")
    if finished.returncode not in (0, 1) or "Traceback" in finished.stderr:
        raise SystemExit(f"flake8 failed ({finished.returncode}):\n{finished.stderr[-3000:]}")
    findings = []
    for line in finished.stdout.splitlines():
        path, row, column, code, text = line.split("\t", 4)
        findings.append(Finding(path.removeprefix("./"), int(row), int(column), code, text))
    return findings


def in_turns(findings: Sequence[Finding], count: int, seed: int) -> list[Finding]:
    """So many findings chosen by chance, in turns over their codes, so that rare ones are among them."""
    chance = random.Random(seed)
    waiting: dict[str, list[Finding]] = collections.defaultdict(list)
    for finding in sorted(findings, key=lambda each: (each.path, each.row, each.column, each.code)):
        waiting[finding.code].append(finding)
    codes = sorted(waiting)
    for code in codes:
        chance.shuffle(waiting[code])
    chance.shuffle(codes)
    drawn: list[Finding] = []
    while len(drawn) < count and any(waiting.values()):
        drawn += [waiting[code].pop() for code in codes if waiting[code]]
    return drawn[:count]


def print_finding(number: int, finding: Finding, source: Source, context: int) -> None:
    """The finding, its code, and the code of every place in its chain."""
    print(f"--- {number} --- {finding.path}:{finding.row}:{finding.column} {finding.code} {finding.text}")
    print(source.show(finding.path, finding.row, context))
    for path, row in finding.places():
        print(f"  -> {path}:{row}")
        print(source.show(path, row, context))
    print()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", metavar="CORPUS", help="a name of corpora.toml, or a folder")
    parser.add_argument("--rule", action="append", default=[], metavar="CODE", help="only this code (prefix)")
    parser.add_argument(
        "--context", type=int, default=3, help="lines before and after (default: %(default)s)"
    )
    parser.add_argument("--sample", type=int, help="print only so many, chosen by chance")
    parser.add_argument("--in-turns", action="store_true", help="with --sample: in turns over the codes")
    parser.add_argument("--seed", type=int, default=0, help="for --sample (default: %(default)s)")
    parser.add_argument("--python", type=Path, default=Path(sys.executable), help="has flake8 and the plugin")
    parser.add_argument("--argument", action="append", default=[], help="one more argument for flake8")
    add_corpora_option(parser)
    options = parser.parse_args()

    folder = find_folder(options.corpus, options.corpora)
    findings = collect(options.python, folder, options.rule, options.argument)
    shown = list(enumerate(findings, start=1))
    if options.sample is not None and options.sample < len(shown):
        if options.in_turns:
            drawn = set(in_turns(findings, options.sample, options.seed))
            shown = [each for each in shown if each[1] in drawn]
        else:
            shown = sorted(random.Random(options.seed).sample(shown, options.sample))
    source = Source(folder)
    for number, finding in shown:
        print_finding(number, finding, source, options.context)
    counts = collections.Counter(finding.code for finding in findings)
    print(
        f"{len(findings)} findings: {', '.join(f'{code} {count}' for code, count in sorted(counts.items()))}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
