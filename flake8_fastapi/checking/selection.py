"""Which rules are run, and which findings are shown where."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from flake8.style_guide import Decision, DecisionEngine

from flake8_fastapi.checking.codes import ALL
from flake8_fastapi.checking.patterns import PathPatterns

if TYPE_CHECKING:
    from flake8_fastapi.checking.configuration import Configuration


class Selection:
    """The configured selection, decided by flake8's own engine as ``flake8 --select FAPI`` would."""

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._per_file = [(PathPatterns([each.pattern]), each) for each in configuration.per_file_ignores]
        self._engines: dict[tuple[str, ...], DecisionEngine] = {}

    def options(self, ignored: tuple[str, ...] = ()) -> argparse.Namespace:
        """The selection in the form of flake8's options; ``ignored`` comes to ``extend-ignore``."""
        configured = self._configuration
        return argparse.Namespace(
            select=list(configured.select) or [ALL],
            ignore=list(configured.ignore),
            extend_select=list(configured.extend_select),
            extend_ignore=[*configured.extend_ignore, *ignored],
            extended_default_select=[],
            extended_default_ignore=[],
        )

    def shows(self, code: str, path: str) -> bool:
        """Whether findings of this code are shown in a file, given by its absolute path."""
        codes = self._ignored_in(path) if self._per_file else ()
        if not self._configuration.is_flake8:
            return not (codes and code.startswith(codes)) and self._decides(code, ())
        return self._decides(code, codes)

    def _decides(self, code: str, ignored: tuple[str, ...]) -> bool:
        engine = self._engines.get(ignored)
        if engine is None:
            engine = self._engines[ignored] = DecisionEngine(self.options(ignored))
        return engine.decision_for(code) is Decision.Selected

    def _ignored_in(self, path: str) -> tuple[str, ...]:
        matching = [each for patterns, each in self._per_file if patterns.match(path)]
        if self._configuration.is_flake8:
            return max(matching, key=lambda each: len(each.pattern)).codes if matching else ()
        return tuple(code for each in matching for code in each.codes)
