"""Containers of ``dependency_injector``: what their providers make, and who is handed it.

A provider is a ``Partial``: calling it makes the object. Providers among its arguments are made first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.arguments import Arguments
from flake8_fastapi.model.construction import constructed
from flake8_fastapi.model.types import UNKNOWN, ClassObject, Dependency, Instance, Partial, Type, Union, union

if TYPE_CHECKING:
    import ast

    from flake8_fastapi.model.evaluation import Evaluation

MARKERS = role("injection-markers").names
"""What is subscripted with a provider in a signature."""

MAKERS = role("object-providers").names
"""Providers whose first argument is called for the object."""


CONTAINERS = role("container-providers").names

CHOICES = role("provider-choices").names
"""Providers that choose one of others by a setting."""


def provider(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    """``Factory(Service, repository=repository)``: what calls its first argument."""
    if not arguments.positional:
        return UNKNOWN
    target, *positional = arguments.positional
    keywords = {name: _made(evaluation, of) for name, of in arguments.keywords.items()}
    given = Arguments([_made(evaluation, of) for of in positional], keywords)
    if evaluation.interpreter.notes_calls and isinstance(target, ClassObject):
        constructed(evaluation.interpreter, target.definition, given)
    return Partial(target, tuple(given.positional), tuple(sorted(given.keywords.items())))


def container(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    """``Container(Services, ...)``: a container in a container."""
    target = arguments.at(0)
    return Instance(target.definition) if isinstance(target, ClassObject) else UNKNOWN


def choice(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    """``Selector(config.kind, local=Factory(Local), remote=Factory(Remote))``: one of the providers."""
    return union(of for of in arguments.keywords.values() if isinstance(of, Partial))


def injected(marked: Type) -> Type:
    """What ``Provide[Container.service]`` says of a parameter."""
    return Dependency(marked if _is_provider(marked) else UNKNOWN)


def _made(evaluation: Evaluation, of: Type) -> Type:
    return evaluation.interpreter.annotations.provided(of) if _is_provider(of) else of


def _is_provider(of: Type) -> bool:
    options = of.options if isinstance(of, Union) else (of,)
    return all(isinstance(each, Partial) for each in options)
