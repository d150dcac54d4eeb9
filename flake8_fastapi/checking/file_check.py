"""Checks single files: reads them, runs the rules, and leaves out what is not to be shown."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.checker import Checker
from flake8_fastapi.checking.codes import SYNTAX_ERROR
from flake8_fastapi.checking.file_findings import FileFindings
from flake8_fastapi.checking.fixing import FixedFile, recognise
from flake8_fastapi.checking.selection import Selection
from flake8_fastapi.checking.sources import decode, decode_lines, encoding_of, normalised, parse
from flake8_fastapi.checking.suppression import Suppressions
from flake8_fastapi.commands import UsageError
from flake8_fastapi.model import disk
from flake8_fastapi.rule import Finding
from flake8_fastapi.settings import InvalidSettingError, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flake8_fastapi.checking.configuration import Configuration
    from flake8_fastapi.checking.fixing import Wanted


class FileCheck:
    """Checks files one after the other under one configuration."""

    def __init__(self, configuration: Configuration) -> None:
        """``UsageError`` for a setting that means nothing."""
        self._configuration = configuration
        self._selection = Selection(configuration)
        self._checker = Checker(self._selection.options(), settings_of(configuration))

    def prepare(self) -> None:
        """Import what checking needs, so that processes forked from this one share it."""
        from importlib import import_module

        from flake8_fastapi.rules import load_rules

        import_module("flake8_fastapi.model.project")
        load_rules()

    def count_rules(self, text: str) -> int:
        """How many rules may have a finding in a file with this text."""
        return len(self._checker.engine.concerned(text))

    def check(self, path: str) -> FileFindings:
        """The findings of a file on disk."""
        content = disk.read_bytes(path)
        if content is None:
            return FileFindings(path, problem=_why_unreadable(path))
        return FileFindings(path, self.check_content(path, content))

    def check_content(self, path: str, content: bytes) -> tuple[Finding, ...]:
        """The findings that are shown of a file's content, with their fixes if the report has room for them.

        The offsets of fixes are those of the decoded text with its own line ends, without a byte order mark.
        """
        if not self._configuration.shows_fixes:
            return self.check_lines(path, decode_lines(content))
        from flake8_fastapi.fixes.rounds import split_lines

        lines = split_lines(decode(content).removeprefix("\ufeff"))
        return self.check_lines(path, lines, with_fixes=True)

    def check_lines(
        self, path: str, lines: Sequence[str], *, with_fixes: bool = False
    ) -> tuple[Finding, ...]:
        """The findings that are shown of a text, sorted by their places as flake8 sorts them."""
        suppressions = self._suppressions(path, normalised(lines) if with_fixes else lines)
        if suppressions.silence_file:
            return ()
        tree = parse(lines)
        if not isinstance(tree, ast.Module):
            return (Finding(SYNTAX_ERROR, tree.line, tree.column, tree.message),)
        found = self._checker.check(tree, path, lines, with_fixes)
        return self._shown(found, path, suppressions)

    def fix(self, wanted: Wanted) -> FixedFile | None:
        """A file with its fixes made; None where nothing changes. Nothing is written."""
        content = disk.read_bytes(wanted.path)
        return None if content is None else self.fix_content(wanted, content)

    def fix_content(self, wanted: Wanted, content: bytes) -> FixedFile | None:
        """A content with its fixes made; None where nothing changes, or nothing can be told for sure."""
        from flake8_fastapi.fixes.rounds import fix_text

        encoding = encoding_of(content)
        if encoding is None or self._suppressions(wanted.path, decode_lines(content)).silence_file:
            return None
        try:
            text = content.decode("utf-8" if encoding == "utf-8-sig" else encoding)
            fixed = fix_text(
                text,
                wanted.path,
                self._checker.check,
                unsafe=wanted.unsafe,
                suppressed=lambda finding, lines: not self._is_wanted(finding, lines, wanted),
            )
            after = fixed.text.encode("utf-8" if encoding == "utf-8-sig" else encoding)
        except (SyntaxError, ValueError, RecursionError):  # of the parser, or a text of another encoding
            return None
        if after == content:
            return None
        remaining = self._shown(
            fixed.remaining, wanted.path, self._suppressions(wanted.path, decode_lines(after))
        )
        return FixedFile(wanted.path, content, after, encoding, len(fixed.applied), remaining)

    def _is_wanted(self, finding: Finding, lines: Sequence[str], wanted: Wanted) -> bool:
        if wanted.only is not None and recognise(finding, lines) not in wanted.only:
            return False
        lines = normalised(lines)
        return bool(self._shown([finding], wanted.path, self._suppressions(wanted.path, lines)))

    def _suppressions(self, path: str, lines: Sequence[str]) -> Suppressions:
        return Suppressions(path, lines, disabled=self._configuration.disable_noqa)

    def _shown(
        self, findings: Iterable[Finding], path: str, suppressions: Suppressions
    ) -> tuple[Finding, ...]:
        shown = [
            each
            for each in findings
            if self._selection.shows(each.code, path) and not suppressions.silence(each.code, each.line)
        ]
        return tuple(sorted(shown, key=lambda each: (each.line, each.column)))


def settings_of(configuration: Configuration) -> Settings:
    """The settings of rules and model; ``UsageError`` for a value that means nothing."""
    try:
        return Settings.from_text(
            ignore=configuration.fapi_ignore,
            target_version=configuration.target_version,
            blocking_calls=configuration.blocking_calls,
            offloaders=configuration.offloaders,
            defer_to_ruff=configuration.defer_to_ruff,
        )
    except InvalidSettingError as error:
        raise UsageError(str(error)) from None


def _why_unreadable(path: str) -> str:
    try:
        with open(path, "rb"):
            return "it has changed while it was read"
    except (OSError, ValueError) as error:
        return str(getattr(error, "strerror", None) or error)
