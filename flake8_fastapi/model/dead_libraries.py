"""Imports and calls of what does not work any more, in the file being checked."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.dead_libraries import dead_functions, dead_packages
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.types import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.knowledge.dead_libraries import DeadLibrary
    from flake8_fastapi.model.module import Module


@dataclass(frozen=True, slots=True)
class DeadUse(Located):
    """An import of a dead library, or a call of a dead function of a living one."""

    node: ast.stmt | ast.Call
    library: DeadLibrary
    written: str
    """The name as it stands in the source, for a call."""


def dead_uses(module: Module) -> Iterator[DeadUse]:
    """The imports and calls of a file that fail on current versions."""
    found = [*_imports(module), *_calls(module)]
    yield from (each for each in found if each.library.is_dead_in(module.project))


def _imports(module: Module) -> Iterator[DeadUse]:
    statements: list[ast.Import | ast.ImportFrom] = [*module.index.of_kind(ast.Import)]
    statements += module.index.of_kind(ast.ImportFrom)
    for statement in statements:
        for name in _modules_of(statement):
            library = _library_of(name)
            if library is None or _is_guarded(module, statement):
                continue
            if module.project.find_module(name.partition(".")[0], module) is None:
                yield DeadUse(statement, library, library.name)
                break


def _modules_of(statement: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """The dotted names of the modules that an import needs, or may need."""
    if isinstance(statement, ast.Import):
        yield from (alias.name for alias in statement.names)
    elif not statement.level and statement.module:
        yield from (f"{statement.module}.{alias.name}" for alias in statement.names)


def _library_of(name: str) -> DeadLibrary | None:
    """The dead package that a module, or something in it, belongs to."""
    for package, library in dead_packages().items():
        if name == package or name.startswith(f"{package}."):
            return library
    return None


def _is_guarded(module: Module, statement: ast.stmt) -> bool:
    """Whether an import may fail: in ``try`` with handlers, or for type checkers only."""
    child: ast.AST = statement
    for above in module.index.ancestors(statement):
        if isinstance(above, ast.Try) and above.handlers and child in above.body:
            return True
        if isinstance(above, ast.If) and "TYPE_CHECKING" in ast.unparse(above.test):
            return True
        child = above
    return False


def _calls(module: Module) -> Iterator[DeadUse]:
    table = dead_functions()
    last_names = {name.rpartition(".")[2] for name in table}
    for call in module.index.of_kind(ast.Call):
        function = call.func
        last = last_name(function)
        if last not in last_names:
            continue
        written = ast.unparse(function)
        name = module.observation.called(call)
        if not name and _is_unbound(module, function):
            name = written  # as in a snippet that leaves its imports out
        elif _library_of(name) is not None:
            continue  # the import of the whole package is reported
        if name in table:
            yield DeadUse(call, table[name], written)


def _is_unbound(module: Module, function: ast.expr) -> bool:
    """Whether nothing in the file says what the first name of a dotted name is."""
    while isinstance(function, ast.Attribute):
        function = function.value
    if not isinstance(function, ast.Name) or module.observation.type_of(function) is not UNKNOWN:
        return False
    name = function.id
    return not module.project.interpreter.names.is_bound(module, name) and not any(
        isinstance(each.ctx, ast.Store) for each in module.index.names(name)
    )
