"""The rules: one folder a section of the guide, one file a rule.

This file names none of them: every module below this folder is imported, and a rule
registers itself by being defined.
"""

from __future__ import annotations

import functools
import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

from flake8_fastapi.rule import registered_rules

if TYPE_CHECKING:
    from flake8_fastapi.rule import Rule


@functools.cache
def _import_all() -> None:
    names = [module.name for module in pkgutil.walk_packages(__path__, prefix=__name__ + ".")]
    for name in sorted(names):
        import_module(name)


def load_rules() -> tuple[type[Rule], ...]:
    """All rules, sorted by code."""
    _import_all()
    return registered_rules()
