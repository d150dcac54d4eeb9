"""The command line's words, put in front of what the configuration says."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from flake8_fastapi.checking.codes import check_codes
from flake8_fastapi.checking.configuration import Configuration, load_configuration
from flake8_fastapi.checking.patterns import anchored
from flake8_fastapi.commands import UsageError

if TYPE_CHECKING:
    import argparse

REPLACING = ("select", "ignore", "exclude")
ADDING = ("extend_select", "extend_ignore", "extend_exclude")


def configuration_from(arguments: argparse.Namespace) -> Configuration:
    """The configuration that ``--config``, ``--isolated`` and the other options ask for.

    ``--select``, ``--ignore`` and ``--exclude`` stand in the place of what is configured, the
    ``--extend`` options are added to it.
    """
    if arguments.isolated and arguments.config is not None:
        raise UsageError("--isolated and --config exclude each other")
    configuration = load_configuration(arguments.config, isolated=arguments.isolated)
    changes: dict[str, Any] = {}
    for name in (*REPLACING, *ADDING):
        words = _words(getattr(arguments, name))
        if words is None:
            continue
        if "exclude" in name:
            words = tuple(anchored(word, os.curdir) for word in words)
        else:
            check_codes(words)
        changes[name] = words if name in REPLACING else (*getattr(configuration, name), *words)
    if arguments.target_version is not None:
        changes["target_version"] = arguments.target_version
    if arguments.output_format is not None:
        changes["output_format"] = arguments.output_format
    if arguments.baseline is not None:
        changes["baseline"] = os.path.abspath(arguments.baseline)
    if arguments.no_respect_gitignore:
        changes["respect_gitignore"] = False
    if not configuration.is_flake8:
        check_codes(configuration.codes)
    return configuration._replace(**changes)


def _words(values: list[str] | None) -> tuple[str, ...] | None:
    """The words of an option that may be given more than once; None where it is not given."""
    if values is None:
        return None
    return tuple(word for value in values for word in re.split(r"[,\s]", value) if word)
