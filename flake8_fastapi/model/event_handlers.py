"""Start-up and shut-down handlers of apps and routers, in the three ways to register them."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from flake8_fastapi.model.framework_names import APPLICATIONS, WITH_ROUTES
from flake8_fastapi.model.inclusions import Inclusions, handed_in
from flake8_fastapi.model.lifespans import makes_router
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.observation import argument
from flake8_fastapi.versions import admits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.routing.objects import RoutingObject

METHODS = frozenset({"on_event", "add_event_handler"})
ARGUMENTS = ("on_startup", "on_shutdown")

STARLETTE_1 = ">=0.133"
"""The FastAPI versions that come with Starlette 1.0, which has no event handlers any more."""

MERGED_LIFESPANS = ">=0.112.2"
"""The FastAPI versions in which an app runs the lifespans of its routers, and so their handlers too."""


@dataclass(frozen=True, slots=True)
class EventHandler(Located):
    """One registration: ``@app.on_event(...)``, ``app.add_event_handler(...)``, ``FastAPI(on_startup=...)``.

    ``way`` is the method's or the argument's name. ``cls`` is the library's class that it is registered
    on, ``through_router`` tells ``app.router.on_event``. ``owners`` are the apps or routers that it may be,
    empty where that is not known.
    """

    way: str
    cls: str
    through_router: bool
    receiver: str
    """The app or router as it is written, or the class for an argument."""
    owners: tuple[RoutingObject, ...]
    node: ast.expr | ast.keyword

    @property
    def is_of_router(self) -> bool:
        """Whether it belongs to a router that can be included, and to no app."""
        return self.cls not in APPLICATIONS and not self.through_router


def event_handlers(module: Module) -> Iterator[EventHandler]:
    """The registrations of a file, in the order of its source."""
    for call in module.index.of_kind(ast.Call):
        function = call.func
        if isinstance(function, ast.Attribute) and function.attr in METHODS:
            yield from _registered(module, call, function)
        elif any(keyword.arg in ARGUMENTS for keyword in call.keywords):
            yield from _given(module, call)


def _registered(module: Module, call: ast.Call, function: ast.Attribute) -> Iterator[EventHandler]:
    if module.observation.constant(argument(call, "event_type", 0) or call) not in ("startup", "shutdown"):
        return
    called = module.observation.called(call)
    if called and not called.startswith(("fastapi.", "starlette.")):
        return  # a class of the project has a method of its own
    receiver, through_router = function.value, False
    cls = _class_of(module, receiver)
    if not cls and isinstance(receiver, ast.Attribute) and receiver.attr == "router":
        cls = _class_of(module, receiver.value)
        through_router = cls in APPLICATIONS
    if cls:
        written = ast.unparse(receiver)
        yield EventHandler(function.attr, cls, through_router, written, _owners(module, receiver), call)


def _given(module: Module, call: ast.Call) -> Iterator[EventHandler]:
    if not makes_router(module, call):
        return
    cls = _made_class(module, call)
    made = next((each.object for each in module.routing.made if each.call is call), None)
    for keyword in call.keywords:
        if keyword.arg in ARGUMENTS and _gives_handlers(keyword.value):
            name = ast.unparse(call.func)
            yield EventHandler(keyword.arg, cls, False, name, (made,) if made else (), keyword)


def _gives_handlers(value: ast.expr) -> bool:
    """Whether a value is surely a list with something in it, or made by something else than a name."""
    if isinstance(value, (ast.List, ast.Tuple)):
        return bool(value.elts)
    return isinstance(value, (ast.BinOp, ast.ListComp))


def _class_of(module: Module, node: ast.expr) -> str:
    """The library's class of apps or routers that an expression is an object of; empty for anything else."""
    observation = module.observation
    names = observation.class_names(observation.type_of(node))
    return _most_special(names)


def _made_class(module: Module, call: ast.Call) -> str:
    observation = module.observation
    name = observation.called(call)
    if name in WITH_ROUTES:
        return name
    of = observation.type_of(call.func)
    definition = getattr(of, "definition", None)
    if definition is None:
        return ""
    if hasattr(definition, "bases"):
        return _most_special(observation.lineage_names(definition))
    return ""


ORDER = (
    "fastapi.FastAPI",
    "fastapi.APIRouter",
    "starlette.applications.Starlette",
    "starlette.routing.Router",
)


def _most_special(names: frozenset[str]) -> str:
    return next((each for each in ORDER if each in names), "")


def _owners(module: Module, receiver: ast.expr) -> tuple[RoutingObject, ...]:
    """The apps or routers that an expression means, also where they come in as a parameter."""
    found = module.project.routing.resolver.object_of(receiver, module.routing.scope_of(receiver))
    if found is None:
        return ()
    if found.call is None:
        return handed_in(module.project, found)
    return (found,)


class Verdict(NamedTuple):
    """What becomes of a registration: ``removed``, ``ignored``, ``repeated`` or ``deprecated``.

    ``because`` is the app or router whose lifespan takes the place of an ignored one; ``times`` how
    often a repeated one runs.
    """

    kind: str
    because: RoutingObject | None = None
    times: int = 1


def verdict_of(handler: EventHandler, module: Module) -> Verdict:
    """What becomes of a registration with the versions that the project runs on."""
    if _is_removed(handler, module.project):
        return Verdict("removed")
    if not handler.owners:
        return Verdict("deprecated")
    if handler.is_of_router:
        return (
            Verdict("deprecated")
            if _is_late(handler, module)
            else _verdict_of_router(handler, module.project)
        )
    with_lifespan = [each for each in handler.owners if has_lifespan(each) or _gets_lifespan(module, each)]
    if len(with_lifespan) == len(handler.owners):
        return Verdict("ignored", with_lifespan[0])
    return Verdict("deprecated")


def _is_removed(handler: EventHandler, project: Project) -> bool:
    """Whether the method or argument is one that went with Starlette 1.0."""
    if handler.cls.startswith("starlette."):
        return admits(">=1.0", project.version_of("starlette")) and not handler.through_router
    if handler.cls != "fastapi.FastAPI" or handler.way != "add_event_handler" or handler.through_router:
        return False
    return admits(STARLETTE_1, project.version_of("fastapi")) and admits(
        ">=1.0", project.version_of("starlette")
    )


def _is_late(handler: EventHandler, module: Module) -> bool:
    """Whether the router was included before: then nothing copies the handler any more."""
    if not isinstance(handler.node, ast.expr):
        return False
    place = module.routing.place_of(handler.node, module.routing.scope_of(handler.node))
    return any(
        each.child in handler.owners and each.place.precedes(place) for each in module.routing.inclusions
    )


def _verdict_of_router(handler: EventHandler, project: Project) -> Verdict:
    """Each app and router between a handler and the server runs it, unless it has a lifespan."""
    if not admits(MERGED_LIFESPANS, project.version_of("fastapi")):
        return Verdict("deprecated")
    owner = handler.owners[0]
    most, hidden = 0, []
    for way in Inclusions.of(project).ways_up(owner):
        chain = [owner, *way]
        most = max(most, sum(lacks_lifespan(each) for each in chain))
        hidden.append(all(has_lifespan(each) for each in chain))
    if most > 1:
        return Verdict("repeated", times=most)
    if hidden and all(hidden):
        return Verdict("ignored", owner)
    return Verdict("deprecated")


def has_lifespan(owner: RoutingObject) -> bool:
    """Whether an app or router is surely made with a lifespan."""
    value = owner.keywords.get("lifespan")
    return value is not None and not (isinstance(value, ast.Constant) and value.value is None)


def lacks_lifespan(owner: RoutingObject) -> bool:
    """Whether an app or router is surely made without a lifespan."""
    if owner.has_unknown_arguments or not isinstance(owner.cls, str):
        return False
    value = owner.keywords.get("lifespan")
    return value is None or (isinstance(value, ast.Constant) and value.value is None)


def _gets_lifespan(module: Module, owner: RoutingObject) -> bool:
    """Whether the file gives an app a lifespan later: ``app.router.lifespan_context = ...``."""
    resolver = module.project.routing.resolver
    return any(
        isinstance(each.ctx, ast.Store)
        and each.attr == "lifespan_context"
        and resolver.object_of(each.value, module.routing.scope_of(each)) == owner
        for each in module.index.of_kind(ast.Attribute)
    )
