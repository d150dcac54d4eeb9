"""Connections and sessions that a module opens when it is imported, and who uses them."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.definitions import FunctionDefinition, ImportBinding
from flake8_fastapi.model.local_names import parameter_names
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.receivers import receiver_name
from flake8_fastapi.model.resources.bodies import Body
from flake8_fastapi.model.resources.nodes import resources_of
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.types import ClassObject, External

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionNode
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.types import Type

KINDS = frozenset({"session", "connection", "cursor"})

MOST_HANDED_ON = 3
"""Packages through which an import of a name is followed."""


@dataclass(frozen=True, slots=True)
class GlobalConnection(Located):
    """A session, connection or cursor that is opened at the top level of a module, in a class body, or by an
    object that a module makes.

    ``used_by`` is the function on the request path that uses it.
    """

    PLACE = "call"

    call: ast.Call
    name: str
    kind: str
    used_by: FunctionDefinition


class TopLevel(Body):
    """The code of a file outside of functions, with what its expressions stand for."""

    def __init__(self, module: Module) -> None:
        nothing = ast.arguments([], [], None, [], [], None, [])
        super().__init__(module, ast.Lambda(nothing, ast.Constant(None)), None)

    def type_of(self, node: ast.expr) -> Type:
        """What an expression stands for."""
        return self.module.observation.type_of(node)


def global_connections(module: Module) -> Iterator[GlobalConnection]:
    """Those that request code uses, in source order."""
    if is_test_file(module.display_path):
        return
    openings = resources_of(module).callees.openings
    body = TopLevel(module)
    statements: list[ast.Assign | ast.AnnAssign] = [*module.index.of_kind(ast.Assign)]
    statements += module.index.of_kind(ast.AnnAssign)
    for statement in statements:
        call = statement.value
        target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
        if not isinstance(call, ast.Call) or not isinstance(target, ast.Name):
            continue
        if module.index.function_around(statement) is not None or not openings.may_open(module, call):
            continue
        facts = openings.opened_by(body, call)
        if facts is None or facts.kind not in KINDS or _runs_as_script(module, statement):
            continue
        user = _user(module, statement, target.id)
        if user is not None:
            yield GlobalConnection(call, target.id, facts.kind, user)


def _runs_as_script(module: Module, statement: ast.stmt) -> bool:
    """Whether a statement runs only when the file is run itself."""
    return any(
        isinstance(above, ast.If) and "__name__" in ast.unparse(above.test)
        for above in module.index.ancestors(statement)
    )


def _user(module: Module, statement: ast.stmt, name: str) -> FunctionDefinition | None:
    """A function on the request path that uses a name; None where the module itself is done with it.

    Using an object that the module makes of it, such as a repository, is using it.
    """
    if module.index.class_around(statement) is None and _is_closed_at_once(module, name):
        return None
    serving = module.project.serving
    for holder, each in ((statement, name), *_holders(module, name)):
        for function in _users(module, holder, each):
            if serving.serves(function):
                return function
    return None


def _holders(module: Module, name: str) -> Iterator[tuple[ast.Assign, str]]:
    """The assignments of a module's top level that keep an object which is made of a name."""
    for statement in module.index.of_kind(ast.Assign):
        target, call = statement.targets[0], statement.value
        if not isinstance(call, ast.Call) or not isinstance(target, ast.Name):
            continue
        given = [*call.args, *(keyword.value for keyword in call.keywords)]
        if not any(isinstance(each, ast.Name) and each.id == name for each in given):
            continue
        if module.index.function_around(statement) is None and module.index.class_around(statement) is None:
            if _makes_object(module, call):
                yield statement, target.id


def _makes_object(module: Module, call: ast.Call) -> bool:
    """Whether a call makes an instance of a class, by what it calls or by how that is spelled."""
    of = module.observation.type_of(call.func)
    if isinstance(of, External):
        last = of.name.rpartition(".")[2]
        return last[:1].isupper() and not last.isupper()
    return isinstance(of, ClassObject)


def _is_closed_at_once(module: Module, name: str) -> bool:
    """Whether the module closes it at its top level again: it was for the start only."""
    return any(
        each.attr == "close"
        and isinstance(each.value, ast.Name)
        and each.value.id == name
        and module.index.function_around(each) is None
        for each in module.index.of_kind(ast.Attribute)
    )


def _users(module: Module, statement: ast.stmt, name: str) -> Iterator[FunctionDefinition]:
    cls = module.index.class_around(statement)
    if cls is not None:
        for function in module.skeleton.functions:
            if function.owner is not None and function.owner.name == cls.name:
                owners = "|".join({cls.name, receiver_name(function) or cls.name})
                word = rf"\b(?:{owners})\.{re.escape(name)}\b"
                if re.search(word, module.project.bodies.text_of(function)):
                    yield function
        return
    seen: set[FunctionNode] = set()
    for mention in module.index.names(name):
        around = module.index.function_around(mention)
        if around is None or around in seen:
            continue
        seen.add(around)
        if not _is_local(module, around, name):
            definition = module.observation.definition_of(around)
            if definition is not None:
                yield definition
    yield from _users_elsewhere(module, name)


def _is_local(module: Module, function: FunctionNode, name: str) -> bool:
    """Whether a function, or one around it, has a variable of its own of this name."""
    functions = [function]
    functions += [each for each in module.index.ancestors(function) if isinstance(each, type(function))]
    if any(name in parameter_names(each) for each in functions):
        return True
    return any(
        isinstance(each.ctx, ast.Store)
        and module.index.function_around(each) in functions
        and not _declares_global(each, function, name)
        for each in module.index.names(name)
    )


def _declares_global(store: ast.Name, function: FunctionNode, name: str) -> bool:
    return any(isinstance(each, ast.Global) and name in each.names for each in walk(function))


def _users_elsewhere(module: Module, name: str) -> Iterator[FunctionDefinition]:
    """The functions of other files that use it through an import."""
    project = module.project
    for path, line, text in project.survey.mentions(name):
        if path == module.path:
            continue
        other = project.module_at(path)
        around = other.function_around(line)
        if around is None or is_test_file(other.display_path):
            continue
        if any(_imports(other, each, module, name) for each in other.lookup(name)):
            yield around
            continue
        owner = re.search(rf"\b(\w+)\.{re.escape(name)}\b", text)
        if owner is not None and any(
            isinstance(each, ImportBinding) and _imported_module(other, each) is module
            for each in other.lookup(owner.group(1))
        ):
            yield around


def _imports(other: Module, binding: object, module: Module, name: str, handed_on: int = 0) -> bool:
    """Whether a binding imports a name of a module, perhaps from packages that hand it on."""
    if not isinstance(binding, ImportBinding) or binding.attribute is None:
        return False
    origin = other.project.interpreter.names.imported_module(other, binding)
    if origin is module:
        return binding.attribute == name
    if origin is None or handed_on == MOST_HANDED_ON:
        return False
    return any(
        _imports(origin, each, module, name, handed_on + 1) for each in origin.lookup(binding.attribute)
    )


def _imported_module(other: Module, binding: ImportBinding) -> Module | None:
    """The module that an import statement binds: ``import app.db as db``, ``from app import db``."""
    names = other.project.interpreter.names
    if binding.attribute is None:
        return names.imported_module(other, binding)
    found = names.imported(other, binding)
    return getattr(found, "module", None)
