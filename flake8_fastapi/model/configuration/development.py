"""Tests that ask whether the program runs in development."""

from __future__ import annotations

import ast
import re

WORDS = ("debug", "develop", "dev_", "_dev", "production", "verbose", "environment")

ONLY_THERE = re.compile(
    r"^(?!not\b)(?!.*(?:!=|prod)).*(?:debug|develop|\bdev\b|_dev\b|\bdev_)", re.IGNORECASE
)


def asks_for_development(test: ast.expr) -> bool:
    """Whether a test asks if the program runs in development, by its words, whatever the answer."""
    text = ast.unparse(test).lower()
    return any(word in text for word in WORDS)


def holds_in_development_only(test: ast.expr) -> bool:
    """Whether a test is true only where the program runs in development, by its words."""
    return ONLY_THERE.search(ast.unparse(test)) is not None
