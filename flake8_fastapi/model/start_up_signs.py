"""The signs of code that runs only while no requests are served: decorators, parameters, lines of text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.framework_names import APPLICATIONS
from flake8_fastapi.model.types import External, ExternalMethod, Instance

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition, FunctionNode
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.types import Type


COMMAND_LINES = role("command-lines")
"""Where decorators come from that make commands, or jobs of a worker that runs each in a loop of its own."""


REPEATING = ("fastapi_utils.", "fastapi_restful.", "fastapi_utilities.")
"""Where ``repeat_every`` and ``repeat_at`` come from: what start-up calls once goes on for good."""

EVENT_HANDLERS = re.compile(r"\bon_(?:startup|shutdown)\s*=\s*\[([^\]]*)\]")
EVENT_HANDLER = re.compile(r"\badd_event_handler\(\s*[\"'](?:startup|shutdown)[\"']\s*,\s*(?:\w+\.)*(\w+)")
LIFESPAN_ARGUMENT = re.compile(r"\blifespan(?:_context)?\s*=\s*(?:\w+\.)*([A-Za-z_]\w*)")
STARTS_TASK = re.compile(r"\b(?:create_task|ensure_future|start_soon|add_task)\(")
"""Where a task is made, which goes on while requests are served."""

OPEN_GATHER = re.compile(r"\bgather\((?:[^()]|\([^()]*\))*(?:\([^()]*)?\Z")


def is_command(of: Type) -> bool:
    """Whether a decorator makes a command of a command line, which runs in a process of its own."""
    if isinstance(of, External):
        return COMMAND_LINES.has(of.name)
    if isinstance(of, ExternalMethod) and isinstance(of.receiver, Instance):
        return isinstance(of.receiver.cls, str) and COMMAND_LINES.has(of.receiver.cls)
    return False


def is_repeated(of: Type) -> bool:
    """Whether a decorator runs a function again and again while requests are served."""
    return isinstance(of, External) and of.name.startswith(REPEATING) and ".repeat_" in of.name


def takes_application(project: Project, function: FunctionDefinition, node: FunctionNode) -> bool:
    """Whether a parameter of a function is annotated as an application."""
    scope = project.interpreter.definition_scope(function)
    declared = [
        project.interpreter.annotations.value_type(scope, each.annotation)
        for each in (*node.args.posonlyargs, *node.args.args)
        if each.annotation is not None
    ]
    return any(isinstance(of, Instance) and of.cls in APPLICATIONS for of in declared)


def is_import(text: str) -> bool:
    """Whether a line imports, or only lists names as the lines of a longer import do."""
    stripped = text.strip()
    if stripped.startswith(("from ", "import ")):
        return True
    if "(" in stripped:
        return False
    names = [part.partition(" as ")[0].strip() for part in stripped.strip("(),").split(",")]
    return all(name.isidentifier() for name in names)
