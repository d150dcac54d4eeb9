"""Whether an asserted expression is about what somebody may do."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.configuration.names import last_name

if TYPE_CHECKING:
    from collections.abc import Iterator

FACTS = re.compile(
    r"^(?:is_(?:admin|superuser|super_user|staff|owner|authenticated|authorized|member|moderator"
    r"|verified|active)"
    r"|(?:has|check|require|can)_\w+|authori[sz]ed|permissions?|roles?|scopes?|privileges?|groups?)$"
)
"""Attributes, methods and functions that tell what a user may do."""

OWNERS = re.compile(
    r"^(?:owner|owner_id|user_id|author_id|created_by|tenant_id|organi[sz]ation_id|account_id)$"
)
"""Attributes by which a user's own things are told from those of others; they count in comparisons."""

CREDENTIALS = re.compile(r"(?:^|_)(?:api_?key|token|password|secret|signature|credentials)$", re.IGNORECASE)
VERIFYING = re.compile(r"^(?:compare_digest|verify(?:_\w+)?|check_password)$")
RIGHTS = re.compile(
    r"^(?:has|can|check|require)_(?:perm\w*|role\w*|scope\w*|access\w*|right\w*|read|write|edit|delete)"
)


def guards_access(test: ast.expr) -> bool:
    """Whether an asserted expression is about what somebody may do."""
    if isinstance(test, ast.BoolOp):
        return any(guards_access(each) for each in test.values)
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return guards_access(test.operand)
    if isinstance(test, ast.Await):
        return guards_access(test.value)
    if isinstance(test, ast.Call):
        name = last_name(test.func)
        if name in ("any", "all") and test.args:
            return any(_is_fact(each) for each in _names(test.args[0]))
        return bool(RIGHTS.match(name) or VERIFYING.match(name)) or bool(
            re.match(r"is_(?:admin|superuser)", name)
        )
    if isinstance(test, ast.Attribute):
        return bool(FACTS.match(test.attr)) and test.attr.startswith("is_")
    if isinstance(test, ast.Compare):
        return _compares_rights(test)
    return False


def _compares_rights(test: ast.Compare) -> bool:
    sides = [test.left, *test.comparators]
    if any(isinstance(each, ast.Constant) and each.value is None for each in sides):
        return False
    if not isinstance(test.ops[0], (ast.Eq, ast.NotEq, ast.In, ast.NotIn, ast.LtE, ast.GtE, ast.Is)):
        return False
    for each in sides:
        if isinstance(each, ast.Attribute) and (_is_fact(each.attr) or OWNERS.match(each.attr)):
            return True
        if isinstance(each, (ast.Name, ast.Attribute)) and CREDENTIALS.search(last_name(each)):
            return True
    return False


def _is_fact(name: str) -> bool:
    return FACTS.match(name) is not None


def _names(node: ast.expr) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Attribute):
            yield each.attr
