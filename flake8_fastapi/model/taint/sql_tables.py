"""Of which table a statement in SQL takes all rows."""

from __future__ import annotations

import re

WHOLE = re.compile(
    r"\s*SELECT\s+(?P<columns>.+?)\s+FROM\s+(?P<table>[\w.\"`\[\]]+)"
    r"(?:\s+(?:AS\s+)?\w+)?(?:\s+ORDER\s+BY\s.+)?[\s;]*",
    re.IGNORECASE | re.DOTALL,
)
"""A statement that can be of a whole table."""

NARROWS = re.compile(
    r"\?|%\(|%s|\b(?:WHERE|LIMIT|OFFSET|FETCH|TOP|JOIN|GROUP|HAVING|UNION|INTERSECT|EXCEPT|DISTINCT|WITH)\b"
    r"|\b(?:COUNT|SUM|AVG|MIN|MAX|TOTAL|EXISTS|GROUP_CONCAT|STRING_AGG|ARRAY_AGG)\s*\("
    r"|\b(?:JSON_AGG|JSON_GROUP_ARRAY)\s*\(",
    re.IGNORECASE,
)
"""What makes a statement one of less than all rows, or of something that is not known."""

SELECTING = re.compile(r"\s*SELECT\s", re.IGNORECASE)
LIMITS = re.compile(
    r"\?\s*$|\b(?:LIMIT|OFFSET|FETCH|TOP|GROUP|UNION|INTERSECT|EXCEPT|WITH)\b"
    r"|\b(?:COUNT|SUM|AVG|MIN|MAX|TOTAL|EXISTS)\s*\(",
    re.IGNORECASE,
)
"""What sets a limit to the number of rows, or may hide one."""

LEFT_JOIN = re.compile(
    r"\bLEFT\s+(?:OUTER\s+)?JOIN\s+[\w.\"`\[\]]+(?:\s+(?:AS\s+)?\w+)?\s+ON\s+(?:(?!\b(?:SELECT|WHERE)\b).)+?"
    r"(?=\b(?:LEFT|RIGHT|FULL|CROSS|INNER|JOIN|WHERE|GROUP|HAVING|ORDER|LIMIT|UNION|FETCH|OFFSET)\b|;|$)",
    re.IGNORECASE | re.DOTALL,
)
"""What adds columns of another table and leaves out no row of the first."""

CATALOGUES = ("information_schema.", "pg_catalog.", "pg_", "sqlite_", "sys.", "system.")


def table_in(text: str) -> str:
    """The table of which a statement in SQL takes all rows; empty for any other statement."""
    text = LEFT_JOIN.sub("", text)
    if NARROWS.search(text) is not None:
        return ""
    found = WHOLE.fullmatch(text)
    name = found["table"].strip('"`[]') if found is not None else ""
    return "" if name.lower().startswith(CATALOGUES) else name


def is_without_limit(text: str) -> bool:
    """Whether a statement in SQL takes rows of a table, all or those that fit, as many as there are."""
    return SELECTING.match(text) is not None and LIMITS.search(text) is None
