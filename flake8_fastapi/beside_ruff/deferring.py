"""Leaves out the findings that a user's Ruff reports on the same line."""

from __future__ import annotations

import functools
import os
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.ruff_overlaps import ruff_table

if TYPE_CHECKING:
    import ast
    from collections.abc import Sequence

    from flake8_fastapi.rule import Finding
    from flake8_fastapi.versions import Release


def without_ruffs(
    findings: Sequence[Finding], tree: ast.Module, filename: str, lines: Sequence[str]
) -> list[Finding]:
    """The findings of a file without those that Ruff reports on their lines, in the same order.

    Ruff is not run: its configuration and the file's tree say what it would report. What it would
    report but for a ``# noqa`` is left to it as well, since there its user has decided already.
    """
    overlaps = ruff_table().overlaps
    if not any(finding.code in overlaps for finding in findings):
        return list(findings)
    from flake8_fastapi.beside_ruff.configuration import configuration_for
    from flake8_fastapi.beside_ruff.selection import RuffSelection
    from flake8_fastapi.beside_ruff.shapes import FileShapes

    path = os.path.abspath(filename)
    configuration = configuration_for(path)
    if configuration is None or not configuration.looks_at(path):
        return list(findings)
    release = installed_release()
    selection = RuffSelection(configuration, release)
    lazy = configuration.may_target_lazy_annotations(path)
    shapes = FileShapes(tree, lines, lazy_annotations=lazy)
    return [
        finding
        for finding in findings
        if not any(
            release >= overlap.since and selection.runs(overlap.ruff, path) and shapes.has(overlap, finding)
            for overlap in overlaps.get(finding.code, ())
        )
    ]


@functools.cache
def installed_release() -> Release:
    """The release of Ruff beside which this is installed; the newest where there is none."""
    from importlib.metadata import PackageNotFoundError, version

    from flake8_fastapi.model.installed_versions import NEWEST
    from flake8_fastapi.versions import parse_release

    try:
        return parse_release(version("ruff"))
    except (PackageNotFoundError, ValueError):
        return NEWEST
