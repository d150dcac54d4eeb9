"""Tests that ask whether the program runs in development."""

from __future__ import annotations

import ast

DEVELOPMENT = ("debug", "develop", "dev_", "_dev", "production", "verbose", "environment")


def asks_for_development(test: ast.expr) -> bool:
    """Whether a test asks if the program runs in development, by its words."""
    text = ast.unparse(test).lower()
    return any(word in text for word in DEVELOPMENT)
