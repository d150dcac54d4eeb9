"""Functions of a file that another file makes middleware."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.middleware.entry_points import parameters_of
from flake8_fastapi.model.survey import is_test_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module


def added_elsewhere(module: Module) -> Iterator[FunctionDefinition]:
    """The functions that other files hand to ``app.middleware("http")`` or give as ``dispatch=``.

    What is looked at is the line on which such a file names one.
    """
    bodies = module.project.bodies
    for function in module.skeleton.functions:
        if not function.is_async or function.owner is not None or function.parent is not None:
            continue
        parameters = parameters_of(function)
        if len(parameters) != 2 or f"{parameters[1]}(" not in bodies.text_of(function):
            continue
        name = rf"(?:[\w.]+\.)?{re.escape(function.name)}\b"
        added = re.compile(rf"""\.middleware\(\s*["']http["']\s*\)\(\s*{name}|\bdispatch\s*=\s*{name}""")
        for path, _, line in module.project.survey.mentions(function.name):
            if path != module.path and added.search(line):
                if not is_test_file(module.project.module_at(path).display_path):
                    yield function
                    break
