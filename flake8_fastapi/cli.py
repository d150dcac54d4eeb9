"""The ``fapi`` command: picks the subcommand and leaves the rest to it.

``fapi --version`` has to be quick, so nothing is imported before it is needed, not even ``typing``,
which takes longer than all else.
"""

from __future__ import annotations

import sys

from flake8_fastapi import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import Any

COMMANDS: dict[str, str] = {
    "check": "Check Python files, and fix what can be fixed.",
    "routes": "Show all routes of a project with their full paths, handlers and dependencies.",
    "why": "Say of each call on a line what it resolves to and whether it blocks the event loop.",
    "rule": "Explain a rule: what it reports, why, what to do, and what it cannot see.",
    "rules": "List all rules.",
}
"""The subcommands, as modules of ``flake8_fastapi.commands``, and what ``fapi --help`` says of each."""

CLEAN, FOUND, FAILED = 0, 1, 2
"""Exit codes: no findings, findings, and an error that kept the command from its work."""
INTERRUPTED = 130
"""The exit code by which shells know that the user has stopped a command."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line (without the program's name) and return the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] in (["--version"], ["-V"]):
        print(f"fapi {__version__}")
        return CLEAN
    from flake8_fastapi.commands import UsageError

    arguments = _parse(words)
    try:
        code = int(_module(arguments.command).run(arguments))
        sys.stdout.flush()
    except UsageError as error:
        print(f"fapi: error: {error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever reads it, as in `fapi check | head`, has seen enough
        import os

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for Python's own last flush
        return FAILED
    return code


def _parse(words: list[str]) -> argparse.Namespace:
    import argparse

    parser = argparse.ArgumentParser(
        prog="fapi",
        description="Rules for FastAPI applications that follow calls and types across files.",
    )
    parser.add_argument("-V", "--version", action="version", version=f"fapi {__version__}")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="command")
    for name, summary in COMMANDS.items():
        subparser = subparsers.add_parser(name, help=summary, description=summary)
        if name in words:  # only this one may be meant, and the others need not be imported
            _module(name).add_arguments(subparser)
    return parser.parse_args(words)


def _module(command: str) -> Any:
    import importlib

    return importlib.import_module(f"flake8_fastapi.commands.{command}")
