"""Which rules Ruff runs under a configuration: the most specific selector wins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flake8_fastapi.beside_ruff.configuration import RuffConfiguration
    from flake8_fastapi.knowledge.ruff_overlaps import RuffRule
    from flake8_fastapi.versions import Release

_EXACT = 100
"""How specific a whole code or a rule's name is; beginnings of codes are as specific as they are long."""

_CATEGORY, _LINTER = 1, 2


class RuffSelection:
    """The rules that Ruff of one release runs under one configuration."""

    def __init__(self, configuration: RuffConfiguration, release: Release) -> None:
        self._configuration = configuration
        self._release = release

    def runs(self, rule: RuffRule, path: str) -> bool:
        """Whether Ruff reports a rule's findings in a file (an absolute path) that it checks."""
        if self._release < rule.since or (self._needs_preview(rule) and not self._configuration.preview):
            return False
        return self._is_selected(rule) and not any(
            self._specificity(selector, rule) is not None
            for ignore in self._configuration.file_ignores
            if ignore.concerns(path)
            for selector in ignore.selectors
        )

    def _is_selected(self, rule: RuffRule) -> bool:
        is_on = self._is_default(rule)
        carried: tuple[str, ...] = ()
        for select, extend_select, ignore in self._configuration.selections:
            chosen = (*(select or ()), *extend_select)
            decision = self._decision(rule, chosen, (*ignore, *carried))
            carried = ()
            if select is None:
                is_on = is_on if decision is None else decision
            else:
                is_on = decision is True
                if not chosen:
                    carried = ignore
        return is_on

    def _decision(self, rule: RuffRule, selected: Iterable[str], ignored: Iterable[str]) -> bool | None:
        """What the selectors say of a rule; the most specific decides, and of equals the ignored one."""
        on = self._most_specific(rule, selected)
        off = self._most_specific(rule, ignored)
        if on < 0 and off < 0:
            return None
        return on > off

    def _most_specific(self, rule: RuffRule, selectors: Iterable[str]) -> int:
        """How specific the selector is that comes closest to a rule; -1 where none means it."""
        found = (self._specificity(selector, rule) for selector in selectors)
        return max((each for each in found if each is not None and self._may(rule, each)), default=-1)

    def _may(self, rule: RuffRule, specificity: int) -> bool:
        """Whether a selector of this kind reaches a rule that is still in preview."""
        if not self._needs_preview(rule):
            return True
        return specificity == _EXACT or not self._configuration.explicit_preview_rules

    def _specificity(self, selector: str, rule: RuffRule) -> int | None:
        """How closely a selector describes a rule; None where it does not mean it."""
        if selector == "ALL":
            return 0
        linter = rule.code.rstrip("0123456789")
        if selector == rule.code or (selector == rule.name and self._configuration.preview):
            return _EXACT
        if selector == rule.category and self._configuration.preview:
            return _CATEGORY
        if rule.code.startswith(selector) and re.fullmatch(f"{linter}[0-9]*", selector):
            return _LINTER + len(selector) - len(linter)
        return None

    def _needs_preview(self, rule: RuffRule) -> bool:
        return self._release < rule.stable_since

    def _is_default(self, rule: RuffRule) -> bool:
        since = rule.default_since
        if self._configuration.preview and rule.preview_default_since is not None:
            since = rule.preview_default_since if since is None else min(since, rule.preview_default_since)
        return since is not None and self._release >= since
