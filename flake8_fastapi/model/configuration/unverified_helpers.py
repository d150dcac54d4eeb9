"""Functions that decode tokens unverified for dependencies and path operations of other files."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.configuration.places import parameter_default, place_in
from flake8_fastapi.model.roles import Roles
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.tree_walk import own_nodes, walk
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import FunctionObject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flake8_fastapi.model.configuration.places import Place
    from flake8_fastapi.model.definitions import FunctionDefinition

MOST_FILES = 40
"""Files that mention a name; what more have is the name of many functions."""

DEEPEST = 5


class BelievedElsewhere:
    """Tells whether what a function gives is taken for the user of a request in another file.

    ``plain`` are the names of calls that only take a text apart, ``harmless`` the claims that let nobody in,
    ``may_verify`` tells of a dependency whether it could look at the token as well.
    """

    def __init__(
        self,
        plain: frozenset[str],
        harmless: frozenset[str],
        may_verify: Callable[[FunctionObject], bool],
    ) -> None:
        self.plain = plain
        self.harmless = harmless
        self.may_verify = may_verify

    def by_anyone(self, helper: FunctionDefinition) -> bool:
        """Whether a dependency or path operation outside of the function's file believes its result."""
        project = helper.module.project
        paths = [path for path in project.survey.paths_with_word(helper.name) if path != helper.module.path]
        called = f"{helper.name}("
        paths = paths if len(paths) <= MOST_FILES else []
        for module, _ in project.survey.files(lambda content: called.encode() in content, paths):
            roles = Roles(module)
            for function in module.skeleton.functions:
                if called not in project.bodies.text_of(function):
                    continue
                if roles.is_path_operation(function) or roles.is_called_by_framework(function):
                    if self._believes(function, helper):
                        return True
        return False

    def _believes(self, function: FunctionDefinition, helper: FunctionDefinition) -> bool:
        place = place_in(function)
        node = function.node()
        calls = [each for each in own_nodes(node) if isinstance(each, ast.Call)]
        for call in calls:
            if last_name(call.func) != helper.name or not call.args or not _reaches(call, helper, place):
                continue
            names = self._brought(call.args[0], node)
            others = [each for each in calls if each is not call and call not in walk(each)]
            if not names or any(self._hands_over(each, names) for each in others):
                continue
            if not self._depends_on_others(node, place) and self._reads_user(call, node):
                return True
        return False

    def _brought(self, token: ast.expr, function: ast.AST) -> set[str]:
        """The names that the token goes through; empty unless the request brings it."""
        names: set[str] = set()
        is_brought = False
        waiting = [(token, 0)]
        while waiting:
            value, depth = waiting.pop()
            for each in walk(value):
                if isinstance(each, ast.Call) and last_name(each.func) not in self.plain:
                    return set()
                if not isinstance(each, ast.Name) or each.id in names or depth > DEEPEST:
                    continue
                if parameter_default(function, each.id) is not None:  # type: ignore[arg-type]
                    is_brought = True
                else:
                    waiting += [(given, depth + 1) for given in _assigned(each.id, function)]
                names.add(each.id)
        return names if is_brought else set()

    def _hands_over(self, call: ast.Call, names: set[str]) -> bool:
        """Whether a call gets the token that may verify it; a request or credentials hold more than that."""
        given = [*call.args, *(keyword.value for keyword in call.keywords)]
        return last_name(call.func) not in self.plain and any(
            isinstance(each, ast.Name) and each.id in names for value in given for each in walk(value)
        )

    def _depends_on_others(self, function: ast.AST, place: Place) -> bool:
        arguments = getattr(function, "args", None)
        if not isinstance(arguments, ast.arguments):
            return True
        scope = place.module.project.interpreter.module_scope(place.module)
        annotations = [each.annotation for each in (*arguments.args, *arguments.kwonlyargs)]
        for node in (*annotations, *arguments.defaults, *arguments.kw_defaults):
            for each in walk(node) if node is not None else ():
                if not isinstance(each, ast.Call) or last_name(each.func) not in ("Depends", "Security"):
                    continue
                for argument in each.args[:1]:
                    of = scope.type_of(argument)
                    if any(
                        isinstance(one, FunctionObject) and self.may_verify(one) for one in alternatives(of)
                    ):
                        return True
        return False

    def _reads_user(self, call: ast.Call, function: ast.AST) -> bool:
        """Whether more of the claims is read than what sorts tokens out."""
        for statement in own_nodes(function):
            if isinstance(statement, ast.Expr) and statement.value is call:
                return False
            if isinstance(statement, ast.Assign) and call in walk(statement.value):
                target = statement.targets[0]
                if not isinstance(target, ast.Name):
                    return True
                keys = list(_keys_read(target.id, function))
                return not keys or any(key not in self.harmless for key in keys)
        return True


def _reaches(call: ast.Call, helper: FunctionDefinition, place: Place) -> bool:
    return any(
        isinstance(of, FunctionObject) and of.definition is helper
        for of in alternatives(place.type_of(call.func))
    )


def _assigned(name: str, function: ast.AST) -> Iterator[ast.expr]:
    """What a name is assigned, or taken out of, in a function."""
    for each in own_nodes(function):
        if isinstance(each, ast.Assign):
            for target in each.targets:
                if any(isinstance(part, ast.Name) and part.id == name for part in walk(target)):
                    yield each.value


def _keys_read(name: str, function: ast.AST) -> Iterator[object]:
    """The literal keys that are read of a dictionary with a name."""
    for each in walk(function):
        if isinstance(each, ast.Subscript) and isinstance(each.value, ast.Name) and each.value.id == name:
            yield getattr(each.slice, "value", None)
        elif isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) and each.args:
            if isinstance(each.func.value, ast.Name) and each.func.value.id == name:
                yield getattr(each.args[0], "value", None)
