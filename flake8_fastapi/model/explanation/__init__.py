"""Why a call counts as blocking or not: for people who ask about a line, not for rules."""
