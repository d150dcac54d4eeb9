"""The routing of a whole project, file by file, read only when asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.model.routing.facts import FileRouting
from flake8_fastapi.model.routing.raised import RaisedErrors
from flake8_fastapi.model.routing.resolution import Resolver
from flake8_fastapi.model.routing.secret_columns import SecretColumns
from flake8_fastapi.model.routing.table import RouteTable
from flake8_fastapi.model.routing.taken import TakenParameters

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.routing.objects import Route

REGISTERING = (b"add_api_route", b"add_api_websocket_route")


class Routing:
    """Answers questions about the applications, routers and routes of one project."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.resolver = Resolver(project)
        self.secret_columns = SecretColumns(project)

    @cached_property
    def table(self) -> RouteTable:
        """All routes of the project with their full paths; reads the files that concern routing."""
        return RouteTable(self.project)

    @cached_property
    def taken(self) -> TakenParameters:
        """What handlers and their dependencies take of a path."""
        return TakenParameters(self.project)

    @cached_property
    def registered_by_call(self) -> dict[FunctionDefinition, list[Route]]:
        """For each handler that ``add_api_route`` names, wherever that stands, its routes."""
        found: dict[FunctionDefinition, list[Route]] = {}
        for path, content in self.project.survey.contents():
            if any(word in content for word in REGISTERING):
                routing = self.table.read(self.project.module_at(path))
                for route in routing.routes if routing is not None else ():
                    if (
                        route.endpoint is not None
                        and route.handler is not None
                        and not route.is_plain_starlette
                    ):
                        found.setdefault(route.handler, []).append(route)
        return found

    @cached_property
    def raised(self) -> RaisedErrors:
        """Which HTTP errors functions raise."""
        return RaisedErrors(self.project)

    def of_checked_file(self, module: Module) -> FileRouting:
        """The routing of the file that flake8 checks, by its own tree."""
        return FileRouting(module, module.index, self.resolver, hold=True)
