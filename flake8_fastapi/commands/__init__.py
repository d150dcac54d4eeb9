"""The subcommands of ``fapi``, a module each, imported only when it is the one that is run.

A module has ``add_arguments(parser)``, which declares what it takes, and ``run(arguments)``, which
does it and returns the exit code. Its docstring's first line is what ``fapi --help`` says of it.
"""

from __future__ import annotations


class UsageError(Exception):
    """Something the user asked for cannot be done; the text is one clear line that says what to do."""
