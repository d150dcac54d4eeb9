"""What the routing of an application consists of, as values.

Whatever is not known for sure is None (or an ``UnknownText`` in a path): rules stay silent then.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from flake8_fastapi.model.located import Located

if TYPE_CHECKING:
    import ast
    from collections.abc import Mapping

    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition, FunctionNode
    from flake8_fastapi.model.module import Module


class UnknownText(NamedTuple):
    """A part of a path that the source does not tell; equal where the same expression stands behind it."""

    source: str
    """The expression as Python."""
    place: tuple[str, int, int]

    def __str__(self) -> str:
        return f"<{self.source}>"


Text: TypeAlias = tuple["str | UnknownText", ...]
"""A text of known and unknown parts."""


def known_text(text: Text | None) -> str | None:
    """The text where all of it is known; else None."""
    if text is None or any(isinstance(part, UnknownText) for part in text):
        return None
    return "".join(str(part) for part in text)


class Place(NamedTuple):
    """Where a statement stands: to tell what runs before what, and what surely runs.

    ``suites`` are the blocks from the outermost to the innermost, each by where it begins: those that run
    whenever the function (or module) does are left out.
    """

    module: Module
    function: FunctionDefinition | None
    suites: tuple[tuple[int, int], ...]
    line: int
    column: int
    loop: tuple[int, int] | None = None
    """For one round of a loop over a literal: the line of the loop, and which round it is."""

    @property
    def order(self) -> tuple[int, ...]:
        """What sorts the places of one function or module by when they run."""
        return (*(self.loop or (self.line, 0)), self.line, self.column)

    def precedes(self, other: Place) -> bool:
        """Whether this runs before the other one whenever the other runs, in the same run of the code."""
        return (
            self.module is other.module
            and self.function is other.function
            and self.suites == other.suites[: len(self.suites)]
            and self.order < other.order
        )


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an expression is read: a module, a class body in it, or a function."""

    module: Module
    function: FunctionDefinition | None = None
    cls: ClassDefinition | None = None
    overrides: Mapping[str, tuple[ast.expr, Scope]] = field(default_factory=dict, compare=False, hash=False)
    """Names that a loop over a literal binds, for one round of the loop."""


@dataclass(frozen=True, slots=True)
class RoutingObject:
    """An application or a router, known by the place of the call that makes it.

    The same call may make many (``is_template``: it stands in a function or a loop); they have the same
    routes. An object that comes in as an annotated parameter is known by function and parameter, and has
    no ``call``.
    """

    module: Module
    line: int
    column: int
    is_application: bool = field(compare=False)
    cls: ClassDefinition | str = field(compare=False)
    """The class of the project, or the library class's canonical name (``fastapi.APIRouter``)."""
    scope: Scope = field(compare=False, repr=False)
    """Where the call's arguments are read."""
    call: ast.Call | None = field(default=None, compare=False, repr=False)
    parameter: str = field(default="", compare=False)
    """The parameter's name where the object is one."""
    prefix: Text | None = field(default=(), compare=False)
    """A router's own prefix; empty for none, None where unpacked arguments or a subclass may give one."""
    is_customised: bool = field(default=False, compare=False)
    """Whether its class is the project's own and changes how routes are added."""

    @property
    def lineno(self) -> int:
        """The line of the call, or of the parameter."""
        return self.line

    @property
    def col_offset(self) -> int:
        """The column of the call, or of the parameter."""
        return self.column

    @property
    def is_template(self) -> bool:
        """Whether there may be several such objects, made by the same call."""
        return self.scope.function is not None

    @property
    def keywords(self) -> dict[str, ast.expr]:
        """The keyword arguments that it is made with."""
        return keywords_of(self.call)

    @property
    def has_unknown_arguments(self) -> bool:
        """Whether it may be made with more than its keywords say."""
        return self.call is None or any(keyword.arg is None for keyword in self.call.keywords)


def keywords_of(call: ast.Call | None) -> dict[str, ast.expr]:
    """The keyword arguments of a call, without what it unpacks."""
    if call is None:
        return {}
    return {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg is not None}


@dataclass(frozen=True, slots=True)
class Application(Located):
    """A call that makes an application (``FastAPI(...)``, ``Starlette(...)`` or a subclass)."""

    PLACE = "call"

    object: RoutingObject
    call: ast.Call
    name: str
    """What it is assigned to, as written (``app``, ``self.app``); empty when to nothing."""

    @property
    def keywords(self) -> dict[str, ast.expr]:
        """The call's keyword arguments."""
        return keywords_of(self.call)


@dataclass(frozen=True, slots=True)
class Router(Application):
    """A call that makes a router (``APIRouter(...)`` or a subclass)."""


@dataclass(frozen=True, slots=True)
class Inclusion(Located):
    """``parent.include_router(child, prefix=...)``, ``parent.mount(path, child)``, ``parent.host(...)``.

    ``parent`` or ``child`` is None where it is not known which object it is.
    """

    PLACE = "call"

    kind: str
    """``include``, ``mount`` or ``host``."""
    parent: RoutingObject | None
    child: RoutingObject | None
    prefix: Text | None
    call: ast.Call
    child_node: ast.expr | None
    place: Place
    scope: Scope = field(repr=False)

    @property
    def keywords(self) -> dict[str, ast.expr]:
        """The call's keyword arguments."""
        return keywords_of(self.call)


@dataclass(frozen=True, slots=True)
class Route(Located):
    """A route as one decorator or call declares it.

    A function under two route decorators is two routes.
    """

    PLACE = "call"

    verb: str
    """The method that declares it: ``get``, ``api_route``, ``websocket``, ``add_api_route`` ..."""
    receiver: ast.expr
    """What the method is called on, as written: the app or router."""
    router: RoutingObject | None
    """Which app or router it is; None where only its class is known."""
    methods: tuple[str, ...] | None
    """In capitals; ``("WEBSOCKET",)`` for a websocket; None when unknown."""
    text: Text | None
    """The path, without any prefix; None where none is given."""
    call: ast.Call
    path_node: ast.expr | None
    endpoint: ast.expr | None
    """For ``add_api_route(path, endpoint)`` the expression that names the handler."""
    handler: FunctionDefinition | None
    function: FunctionNode | None
    """The handler's syntax where it stands in the file being checked."""
    place: Place
    scope: Scope = field(repr=False)
    has_other_decorators: bool = False
    """Whether the handler has decorators that declare no route."""

    @property
    def path(self) -> str | None:
        """The path without any prefix, where all of it is known."""
        return known_text(self.text)

    @property
    def keywords(self) -> dict[str, ast.expr]:
        """The keyword arguments of the decorator or call."""
        return keywords_of(self.call)

    @property
    def has_unknown_arguments(self) -> bool:
        """Whether more arguments may be given than the keywords say."""
        return any(keyword.arg is None for keyword in self.call.keywords)

    @property
    def is_websocket(self) -> bool:
        """Whether it serves a websocket."""
        return self.methods == ("WEBSOCKET",)

    @property
    def is_plain_starlette(self) -> bool:
        """Whether Starlette calls the handler with the request only: no parameters, no dependencies."""
        return self.verb in ("route", "websocket_route", "add_route", "add_websocket_route")

    @property
    def is_decorator(self) -> bool:
        """Whether a decorator declares it."""
        return self.endpoint is None


@dataclass(frozen=True, slots=True)
class PathOperation(Located):
    """A function of the file being checked that handles requests, with the file's routes to it.

    Functions that serve websockets, and those that plain Starlette routes call, are no path operations.
    """

    PLACE = "function"

    function: ast.FunctionDef | ast.AsyncFunctionDef
    definition: FunctionDefinition
    routes: tuple[Route, ...]

    @property
    def name(self) -> str:
        """The function's name."""
        return self.function.name

    @property
    def decorators_below(self) -> list[ast.expr]:
        """The decorators between the function and its lowest route decorator: they change what is called."""
        calls = {route.call for route in self.routes}
        below: list[ast.expr] = []
        for each in reversed(self.function.decorator_list):
            if each in calls:
                break
            below.append(each)
        return below


@dataclass(frozen=True, slots=True)
class ExceptionHandler(Located):
    """``@app.exception_handler(X)``, ``app.add_exception_handler(X, f)``, ``exception_handlers={X: f}``."""

    application: RoutingObject | None
    exception: ast.expr
    """The exception class or status code."""
    node: ast.expr
    """The decorator, call or key: where a finding about the registration stands."""
    handler: FunctionDefinition | None
    function: FunctionNode | None
    """The handler's syntax where it stands in the file being checked."""
