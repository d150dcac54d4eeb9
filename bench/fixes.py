"""Make all fixes in a corpus, in memory, and demand of each what its description in the docs promises.

    python bench/fixes.py khoj                      # a name of corpora.toml, or a folder
    python bench/fixes.py khoj --rule FAPI101 --diff
    python bench/fixes.py khoj --opt-in FAPI016 --sample 20 --seed 1

For each file that a fix changes: the text compiles, what was fixed is gone, no rule and not pyflakes finds
anything new, no comment is lost, line ends and byte order mark are kept, and a second run changes nothing.
The file is also checked with Windows' line ends where --windows is given. Nothing is written.
The corpus is read by this interpreter, which must have this project and pyflakes installed.
"""

from __future__ import annotations

import argparse
import ast
import dataclasses
import difflib
import random
import sys
import time
import tokenize
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from corpora import add_corpora_option, find_folder
from pyflakes.checker import Checker

from flake8_fastapi.engine import Engine
from flake8_fastapi.fixes.rounds import FixedText, fix_text, split_lines
from flake8_fastapi.model.layout import python_files
from flake8_fastapi.rule import Finding
from flake8_fastapi.rules import load_rules
from flake8_fastapi.settings import Settings


@dataclasses.dataclass
class Outcome:
    """What became of a corpus."""

    found: Counter[str] = dataclasses.field(default_factory=Counter)
    """Findings of rules that have a fix."""
    offered: Counter[str] = dataclasses.field(default_factory=Counter)
    applied: Counter[str] = dataclasses.field(default_factory=Counter)
    revealed: Counter[str] = dataclasses.field(default_factory=Counter)
    """Findings of a rule that its own fixes have brought to light."""
    faults: list[str] = dataclasses.field(default_factory=list)
    diffs: list[str] = dataclasses.field(default_factory=list)


def read(path: Path) -> str | None:
    """The text of a file as it stands there, or None where Python could not read it."""
    try:
        with path.open("rb") as file:
            encoding, _ = tokenize.detect_encoding(file.readline)
        return path.read_bytes().decode(encoding.removesuffix("-sig"))
    except (OSError, SyntaxError, UnicodeDecodeError, LookupError):
        return None


def complaints(text: str) -> Counter[str]:
    """What pyflakes says of a text, without the lines that it names."""
    found: Counter[str] = Counter()
    for each in Checker(ast.parse(text)).messages:
        found[each.message % tuple(0 if isinstance(part, int) else part for part in each.message_args)] += 1
    return found


def comments(text: str) -> Counter[str]:
    """The comments of a text."""
    lines = iter(split_lines(text))
    tokens = tokenize.generate_tokens(lambda: next(lines, ""))
    return Counter(each.string for each in tokens if each.type == tokenize.COMMENT)


class Bench:
    """Fixes the files of one corpus and looks at what comes out."""

    def __init__(self, folder: Path, engine: Engine, options: argparse.Namespace) -> None:
        self.folder = folder
        self.engine = engine
        self.options = options
        self.outcome = Outcome()

    def is_wanted(self, finding: Finding) -> bool:
        """Whether a finding is of the rules asked for."""
        return not self.options.rule or finding.code.startswith(tuple(self.options.rule))

    def fix(self, text: str, path: Path) -> FixedText:
        """All fixes of the rules asked for."""
        return fix_text(
            text,
            str(path),
            self.engine.check,
            unsafe=not self.options.safe,
            suppressed=lambda finding, _: not self.is_wanted(finding),
        )

    def check(self, text: str, path: Path) -> list[Finding]:
        """The findings of a text."""
        body = text.removeprefix("\ufeff")
        return self.engine.check(ast.parse(body), str(path), split_lines(body), with_fixes=True)

    def run(self, path: Path, fixable: frozenset[str]) -> None:
        """Fix one file."""
        text = read(path)
        try:
            before = self.check(text, path) if text is not None else []
        except (SyntaxError, ValueError, RecursionError):
            return
        own = [each for each in before if each.code in fixable and self.is_wanted(each)]
        self.outcome.found.update(each.code for each in own)
        offered = [each for each in own if each.fix is not None]
        if text is None or not offered:
            return
        offered = [each for each in offered if not self.options.safe or each.fix.safety == "safe"]
        self.outcome.offered.update(each.code for each in offered)
        fixed = self.fix(text, path)
        self.outcome.applied.update(each.code for each in fixed.applied)
        name = path.relative_to(self.folder)
        for fault in self.faults(text, before, fixed, path):
            self.outcome.faults.append(f"{name}: {fault}")
        if fixed.text != text:
            lines = difflib.unified_diff(
                split_lines(text), split_lines(fixed.text), str(name), str(name), n=self.options.context
            )
            self.outcome.diffs.append("".join(lines))

    def faults(self, text: str, before: list[Finding], fixed: FixedText, path: Path) -> Iterator[str]:
        """What is wrong with a fixed text."""
        try:
            compile(fixed.text, str(path), "exec", dont_inherit=True)
        except SyntaxError as error:
            yield f"does not compile: {error}"
            return
        after = Counter(each.code for each in self.check(fixed.text, path))
        expected = Counter(each.code for each in before)
        expected.subtract(each.code for each in fixed.applied)
        old = Counter(each.code for each in before)
        for code, count in after.items():
            # One fix may reveal what another finding of its rule had hidden, as the second use of a value.
            self.outcome.revealed[code] += max(0, min(count, old[code]) - expected[code])
            if count > old[code]:
                yield f"{code}: {count} findings where {old[code]} were before"
        for what, count in (complaints(fixed.text) - complaints(text)).items():
            yield f"pyflakes says {count} times more: {what}"
        for comment in (comments(text) - comments(fixed.text)).elements():
            yield f"lost a comment: {comment}"
        if fixed.text.startswith("\ufeff") != text.startswith("\ufeff"):
            yield "the byte order mark is not as it was"
        if ("\r\n" in text) != ("\r\n" in fixed.text) or fixed.text.count("\r") < text.count("\r\n") // 2:
            yield "the line ends are not as they were"
        again = self.fix(fixed.text, path)
        if again.text != fixed.text:
            yield f"a second run makes {[each.code for each in again.applied]}"
        if self.options.windows and "\r" not in text:
            windows = self.fix(text.replace("\n", "\r\n"), path).text
            if windows != fixed.text.replace("\n", "\r\n"):
                yield "with Windows' line ends it comes out otherwise"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", metavar="CORPUS", help="a name of corpora.toml, or a folder")
    parser.add_argument("--rule", action="append", default=[], metavar="CODE", help="only this code (prefix)")
    parser.add_argument("--opt-in", action="append", default=[], metavar="CODE", help="a rule to turn on")
    parser.add_argument("--safe", action="store_true", help="only safe fixes")
    parser.add_argument("--windows", action="store_true", help="fix with Windows' line ends too")
    parser.add_argument("--diff", action="store_true", help="print all diffs")
    parser.add_argument("--sample", type=int, help="print so many diffs, chosen by chance")
    parser.add_argument("--seed", type=int, default=0, help="for --sample (default: %(default)s)")
    parser.add_argument("--context", type=int, default=3, help="lines around a change (default: %(default)s)")
    add_corpora_option(parser)
    options = parser.parse_args()

    warnings.simplefilter("ignore")
    folder = find_folder(options.corpus, options.corpora).resolve()
    rules = [rule for rule in load_rules() if not rule.opt_in or rule.code in options.opt_in]
    bench = Bench(folder, Engine(rules, Settings()), options)
    fixable = frozenset(rule.code for rule in rules if rule.fix)
    for path in python_files(str(folder)):
        bench.run(Path(path), fixable)
    outcome = bench.outcome
    shown = outcome.diffs if options.diff else []
    if options.sample is not None:
        shown = random.Random(options.seed).sample(outcome.diffs, min(options.sample, len(outcome.diffs)))
    for diff in shown:
        print(diff)
    for code, count in sorted(outcome.found.items()):
        print(
            f"{code}: {count} findings, {outcome.offered[code]} fixes offered, {outcome.applied[code]} made,"
            f" {outcome.revealed[code]} revealed"
        )
    for fault in outcome.faults:
        print(f"FAULT {fault}")
    print(f"{len(outcome.diffs)} files changed, {len(outcome.faults)} faults, {time.process_time():.0f} s")
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main())
