"""Which classes of the project fit a protocol that they do not name."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.types import External

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
    from flake8_fastapi.model.interpreter import Interpreter

PROTOCOLS = frozenset({"typing.Protocol", "typing_extensions.Protocol"})


class Protocols:
    """Finds classes by the methods that they have, as a checker of types does."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter

    def fitting(self, cls: ClassDefinition) -> tuple[ClassDefinition, ...]:
        """The class with all methods of a protocol, for whoever puts them together by types alone.

        The methods must be alike: coroutines or not, with parameters of the same names. And some file must
        name both classes, as the one does that registers an object under the protocol's name. Of several
        classes it is the one whose methods are annotated alike, too (``-> list[User]``); else which one is
        meant is told only by who hands it over.
        """
        wanted = {name: named[-1] for name, named in cls.methods.items() if not name.startswith("__")}
        if not wanted or not self._is_declared(cls):
            return ()
        survey = self.interpreter.project.survey
        paths = set(survey.paths_with_word(cls.name))
        word = re.compile(rf"\b{re.escape(cls.name)}\b".encode())
        naming = [content for _, content in survey.contents(sorted(paths)) if word.search(content)]
        found = []
        for candidate in self._candidates(wanted):
            if candidate is cls or self._is_declared(candidate):
                continue
            other = re.compile(rf"\b{re.escape(candidate.name)}\b".encode())
            if all(_is_alike(candidate.methods[name][-1], wanted[name]) for name in wanted) and any(
                other.search(content) for content in naming
            ):
                found.append(candidate)
        if len(found) > 1:
            found = [each for each in found if _is_annotated_alike(each, wanted)]
        return tuple(found) if len(found) == 1 else ()

    def _candidates(self, wanted: dict[str, FunctionDefinition]) -> list[ClassDefinition]:
        """The classes outside tests that have methods of all these names."""
        project = self.interpreter.project
        paths = [set(project.survey.paths_with_word(name)) for name in wanted]
        modules = [project.module_at(path) for path in sorted(set.intersection(*paths))]
        return [
            each
            for module in modules
            if not is_test_file(module.display_path)
            for each in module.skeleton.classes
            if wanted.keys() <= each.methods.keys()
        ]

    def _is_declared(self, cls: ClassDefinition) -> bool:
        """Whether a class is itself written as a protocol, and does not only implement one."""
        scope = self.interpreter.module_scope(cls.module)
        bases = [each.value if isinstance(each, ast.Subscript) else each for each in cls.bases]
        return any(
            isinstance(base, External) and base.name in PROTOCOLS for base in map(scope.reference, bases)
        )


def _is_alike(one: FunctionDefinition, other: FunctionDefinition) -> bool:
    """Whether a method can be called as another one is declared: awaited or not, by the same names."""
    return one.is_async is other.is_async and _parameter_names(one) == _parameter_names(other)


def _is_annotated_alike(cls: ClassDefinition, wanted: dict[str, FunctionDefinition]) -> bool:
    """Whether the methods of a class say the same of what they take and give as those of a protocol."""
    return all(_annotations(cls.methods[name][-1]) == _annotations(each) for name, each in wanted.items())


def _annotations(function: FunctionDefinition) -> list[str]:
    node = function.node()
    if isinstance(node, ast.Lambda):
        return []
    arguments = node.args
    given = [each.annotation for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    return [ast.unparse(each) if each is not None else "" for each in (*given[1:], node.returns)]


def _parameter_names(function: FunctionDefinition) -> list[str]:
    node = function.node()
    arguments = node.args
    return [each.arg for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)][1:]
