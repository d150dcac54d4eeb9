"""Functions of a file that another file makes middleware."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.middleware.entry_points import parameters_of

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
        uses = module.project.survey.uses(function.name)
        if any(other is not module and added.search(line) for other, _, line in uses):
            yield function
