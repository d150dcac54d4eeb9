"""Runs rules over one file: a gate, at most one walk, one table of who wants which node.

A rule or a model that fails becomes one finding, never a broken flake8 run.
"""

from __future__ import annotations

import functools
import gc
import logging
import os
from typing import TYPE_CHECKING, Any

from flake8_fastapi.model.nodes import NODE_NAMES
from flake8_fastapi.rule import INTERNAL_ERROR, Finding
from flake8_fastapi.rules import load_rules
from flake8_fastapi.versions import admits

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from flake8_fastapi.fixes.edit import Fix
    from flake8_fastapi.fixes.source_text import SourceText
    from flake8_fastapi.model.effects import Step
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.rule import Located, MakeFix, Rule
    from flake8_fastapi.settings import Settings

    Handlers = dict[str, list[tuple[Rule, Callable[[Any], None]]]]
    """The name of a node's class, and the rules' methods that take such nodes."""

LOG = logging.getLogger("flake8.fapi")  # below flake8's logger, so that ``flake8 -v`` shows it

UNGUARDED = "FLAKE8_FASTAPI_UNGUARDED"
"""The environment variable with which this project's own tests let errors through."""


class Engine:
    """A set of rules, ready to check any number of files under the same settings."""

    def __init__(self, rules: Iterable[type[Rule]], settings: Settings) -> None:
        """Leave out the rules that the settings ignore."""
        self.settings = settings
        self._gates: dict[tuple[str, ...], list[type[Rule]]] = {}
        for rule in rules:
            if self._applies(rule):
                self._gates.setdefault(rule.gate, []).append(rule)

    def _applies(self, rule: type[Rule]) -> bool:
        return not rule.code.startswith(self.settings.ignore)

    def check(
        self, tree: ast.Module, filename: str, lines: Sequence[str], with_fixes: bool = False
    ) -> list[Finding]:
        """The findings of one file, in the order of their places; with their fixes where these are wanted."""
        if not self._gates:
            return []
        text = "".join(lines)
        rules = self.concerned(text)
        if not rules:
            return []
        run = _Run(lines, with_fixes)
        # Nearly all that is made meanwhile is kept, or goes without the collector's help.
        is_collecting = gc.isenabled()
        gc.disable()
        try:
            run.check(rules, tree, filename, text, self.settings)
        finally:
            if is_collecting:
                gc.enable()
        findings = run.findings
        if INTERNAL_ERROR.startswith(self.settings.ignore):
            findings = [finding for finding in findings if finding.code != INTERNAL_ERROR]
        return sorted(findings, key=_place)

    def concerned(self, text: str) -> list[type[Rule]]:
        """The rules of which a file with this text may have a finding, as one look at its words tells."""
        passing: list[type[Rule]] = []
        found: dict[str, bool] = {}
        for gate, rules in self._gates.items():
            for word in gate:
                if word not in found:
                    found[word] = word in text
                if found[word]:
                    break
            else:
                if gate:
                    continue
            passing.extend(rules)
        return passing


class _Run:
    """One file being checked."""

    def __init__(self, lines: Sequence[str], with_fixes: bool) -> None:
        self.findings: list[Finding] = []
        self._lines = lines
        self._with_fixes = with_fixes
        self._source: SourceText | None = None
        self._module: Module | None = None
        self._failed: set[Rule] = set()
        self._guarded = UNGUARDED not in os.environ

    def check(
        self, rules: list[type[Rule]], tree: ast.Module, filename: str, text: str, settings: Settings
    ) -> None:
        try:
            module = _open_module(filename, text, tree, settings)
            if not module.uses_framework:
                return
            rules = _holding(rules, module)
            self._module = module
        except Exception as error:
            self._internal_error("the model", error, None)
            return
        syntax: Handlers = {}
        framework: Handlers = {}
        for rule_class in rules:
            try:
                rule = rule_class(module, settings, self._add)
            except Exception as error:
                self._internal_error(rule_class.code, error, None)
                continue
            for name, method in rule_class.visitors.items():
                handlers = framework if name in NODE_NAMES else syntax
                handlers.setdefault(name, []).append((rule, getattr(rule, method)))
        if syntax:
            self._visit_syntax(syntax, module)
        if framework:
            self._visit_framework(framework, module)
        module.project.settle()

    def _visit_syntax(self, handlers: Handlers, module: Module) -> None:
        """Hand over Python's own nodes, in one walk that the model shares."""
        for node in module.index.nodes:
            subscribers = handlers.get(node.__class__.__name__)
            if subscribers:
                self._hand_over(node, subscribers)

    def _visit_framework(self, handlers: Handlers, module: Module) -> None:
        """Hand over the model's nodes; it makes only those that are asked for."""
        nodes = _framework_nodes(module, frozenset(handlers))
        while True:
            try:
                node = next(nodes, None)
            except Exception as error:
                self._internal_error("the model", error, None)
                return
            if node is None:
                return
            self._hand_over(node, handlers[node.__class__.__name__])

    def _hand_over(self, node: Any, subscribers: list[tuple[Rule, Callable[[Any], None]]]) -> None:
        for rule, method in subscribers:
            if rule in self._failed:
                continue
            try:
                method(node)
            except Exception as error:
                self._failed.add(rule)
                self._internal_error(rule.code, error, node)

    def _add(
        self, rule: type[Rule], node: Located, message: str, chain: tuple[Step, ...], fix: MakeFix | None
    ) -> None:
        line = node.lineno
        made = self._make_fix(rule, fix) if self._with_fixes and fix is not None else None
        column = self._characters(line, node.col_offset)
        self.findings.append(Finding(rule.code, line, column, message, chain, made))

    def _make_fix(self, rule: type[Rule], make: MakeFix) -> Fix | None:
        """The fix, or None where it cannot be made."""
        from flake8_fastapi.fixes.draft import Draft
        from flake8_fastapi.fixes.edit import CannotFixError
        from flake8_fastapi.fixes.source_text import SourceText

        assert self._module is not None
        assert rule.fix is not None
        if self._source is None:
            self._source = SourceText("".join(self._lines))
        draft = Draft(self._source, self._module)
        try:
            return draft.finish(rule.fix, make(draft))
        except CannotFixError as reason:
            LOG.debug("%s has no fix here: %s", rule.code, reason)
        except Exception as error:
            if not self._guarded:
                raise
            LOG.info("internal error in the fix of %s", rule.code, exc_info=error)
        return None

    def _characters(self, line: int, column: int) -> int:
        """The column in characters; Python's trees count the bytes of UTF-8."""
        if not 0 < line <= len(self._lines):
            return column
        text = self._lines[line - 1]
        if text.isascii():
            return column
        return len(text.encode("utf-8", "surrogatepass")[:column].decode("utf-8", "replace"))

    def _internal_error(self, culprit: str, error: Exception, node: Any) -> None:
        """Report that a rule or the model failed, where it happened if that is known."""
        if not self._guarded:
            raise error
        LOG.info("internal error in %s", culprit, exc_info=error)
        description = " ".join(f"{type(error).__name__}: {error}".split())
        line = getattr(node, "lineno", 1)
        self.findings.append(
            Finding(
                INTERNAL_ERROR,
                line,
                self._characters(line, getattr(node, "col_offset", 0)),
                f"internal error in {culprit}: {description}; please report it",
            )
        )


def _holding(rules: list[type[Rule]], module: Module) -> list[type[Rule]]:
    """The rules that are true of the FastAPI version that the file's project uses."""
    return [
        rule
        for rule in rules
        if not rule.versions or admits(rule.versions, module.project.version_of("fastapi"))
    ]


def _open_module(filename: str, text: str, tree: ast.Module, settings: Settings) -> Module:
    # Imported here, since most runs of flake8 look at files that never get so far.
    from flake8_fastapi.model.project import Project

    return Project.containing(filename, settings).open(filename, text, tree)


def _framework_nodes(module: Module, wanted: frozenset[str]) -> Iterator[object]:
    # A generator of our own, so that whatever the model does happens where it is guarded.
    yield from module.framework_nodes(wanted)


def _place(finding: Finding) -> tuple[int, int, str, str]:
    return (finding.line, finding.column, finding.code, finding.message)


@functools.lru_cache(maxsize=16)
def engine_for(settings: Settings, opted_in: frozenset[str] = frozenset()) -> Engine:
    """An engine with all rules that are on by default, and the opt-in rules of these codes."""
    rules = [rule for rule in load_rules() if not rule.opt_in or rule.code in opted_in]
    return Engine(rules, settings)


def check(
    tree: ast.Module,
    filename: str,
    lines: Sequence[str],
    settings: Settings,
    opted_in: frozenset[str] = frozenset(),
) -> list[Finding]:
    """The findings of one file under the rules that are on by default, and those opted in to."""
    return engine_for(settings, opted_in).check(tree, filename, lines)
