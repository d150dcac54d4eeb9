"""The nodes that the model derives from source, to which rules subscribe like to Python's own.

Each has ``lineno`` (1-based) and ``col_offset`` (0-based, in UTF-8 bytes) like an ``ast`` node.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.located import AtEffect

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.effects import Effect

NODE_SOURCES: dict[str, str] = {
    "ComposedQuery": "flake8_fastapi.model.taint.queries:composed_queries",
    "ClientFileName": "flake8_fastapi.model.taint.file_names:client_file_names",
    "UnboundedQuery": "flake8_fastapi.model.taint.rows:unbounded_queries",
    "ControlledTarget": "flake8_fastapi.model.taint.targets:controlled_targets",
    "UnverifiedToken": "flake8_fastapi.model.configuration.unverified_tokens:unverified_tokens",
    "ErrorLeak": "flake8_fastapi.model.configuration.leaks:error_leaks",
    "DatabaseCredentials": "flake8_fastapi.model.configuration.credentials:database_credentials",
    "HardCodedSecret": "flake8_fastapi.model.configuration.secrets:hard_coded_secrets",
    "UnguardedRoute": "flake8_fastapi.model.configuration.guards:unguarded_routes",
    "TokenCall": "flake8_fastapi.model.configuration.tokens:token_calls",
    "CorsPolicy": "flake8_fastapi.model.configuration.cors:cors_policies",
    "HandedResource": "flake8_fastapi.model.background.request_resources:handed_resources",
    "CeleryTask": "flake8_fastapi.model.background.celery_tasks:celery_tasks",
    "CeleryRetry": "flake8_fastapi.model.background.celery_tasks:celery_retries",
    "UnkeptResult": "flake8_fastapi.model.background.celery_tasks:unkept_results",
    "WholeRead": "flake8_fastapi.model.uploads.reads:whole_reads",
    "BytesParameter": "flake8_fastapi.model.uploads.reads:bytes_parameters",
    "ContentTypeUse": "flake8_fastapi.model.uploads.content_types:content_type_uses",
    "ChunkLoop": "flake8_fastapi.model.uploads.chunk_loops:chunk_loops",
    "MixedBody": "flake8_fastapi.model.uploads.mixed_bodies:mixed_bodies",
    "AddedTask": "flake8_fastapi.model.background.added_tasks:added_tasks",
    "DetachedTasks": "flake8_fastapi.model.background.lost_tasks:detached_tasks",
    "DiscardedTask": "flake8_fastapi.model.background.lost_tasks:discarded_tasks",
    "DependencyFunction": "flake8_fastapi.model.dependency_graph.functions:dependency_functions",
    "DependsCall": "flake8_fastapi.model.dependency_graph.declared:depends_calls_of_fastapi",
    "MisplacedDependency": "flake8_fastapi.model.dependency_graph.misplaced:misplaced_dependencies",
    "UnfilledCall": "flake8_fastapi.model.dependency_graph.unfilled:unfilled_calls",
    "Lifespan": "flake8_fastapi.model.lifespans:lifespans",
    "DeadUse": "flake8_fastapi.model.dead_libraries:dead_uses",
    "EventHandler": "flake8_fastapi.model.event_handlers:event_handlers",
    "MountedLifespan": "flake8_fastapi.model.mounted_lifespans:mounted_lifespans",
    "OutsideCors": "flake8_fastapi.model.middleware.nodes:outside_cors",
    "OutsideRecorder": "flake8_fastapi.model.middleware.nodes:outside_recorders",
    "MiddlewareFunction": "flake8_fastapi.model.middleware.nodes:middleware_functions",
    "BaseMiddleware": "flake8_fastapi.model.middleware.nodes:base_middleware",
    "RaisedInMiddleware": "flake8_fastapi.model.middleware.exceptions:raised_in_middleware",
    "LateMiddleware": "flake8_fastapi.model.middleware.late:late_middleware",
    "LifespanArgument": "flake8_fastapi.model.lifespans:lifespan_arguments",
    "Application": "flake8_fastapi.model.routing.file_nodes:applications",
    "Router": "flake8_fastapi.model.routing.file_nodes:routers",
    "Inclusion": "flake8_fastapi.model.routing.file_nodes:inclusions",
    "Route": "flake8_fastapi.model.routing.file_nodes:routes",
    "PathOperation": "flake8_fastapi.model.routing.file_nodes:path_operations",
    "ExceptionHandler": "flake8_fastapi.model.routing.file_nodes:exception_handlers",
    "RepeatedQuery": "flake8_fastapi.model.repeated_queries.nodes:repeated_queries",
    "MadePerRequest": "flake8_fastapi.model.request_path.uses:made_per_request",
    "BlockingCall": "flake8_fastapi.model.event_loop:blocking_calls",
    "Misuse": "flake8_fastapi.model.event_loop:misuses",
    "ApplicationClient": "flake8_fastapi.model.testing.clients:application_clients",
    "ClientUse": "flake8_fastapi.model.testing.clients:client_uses",
    "DependencyOverride": "flake8_fastapi.model.testing.overrides:dependency_overrides",
    "DeprecatedUse": "flake8_fastapi.model.deprecations:deprecated_uses",
    "GunicornConfiguration": "flake8_fastapi.model.gunicorn:gunicorn_configurations",
    "Engine": "flake8_fastapi.model.resources.engines:engines",
    "GlobalConnection": "flake8_fastapi.model.resources.objects:shared_connections",
    "ObjectOfRequest": "flake8_fastapi.model.resources.objects_of_requests:objects_of_requests",
    "OpenedResource": "flake8_fastapi.model.resources.nodes:opened_resources",
    "UnprotectedLifespan": "flake8_fastapi.model.resources.nodes:unprotected_lifespans",
    "ReturnedResource": "flake8_fastapi.model.resources.returned:returned_resources",
    "UnprotectedYield": "flake8_fastapi.model.resources.unprotected:unprotected_yields",
    "SyncDependency": "flake8_fastapi.model.event_loop:sync_dependencies",
}
"""For each node's class the function that finds these nodes in a module, imported when asked for."""

NODE_NAMES: frozenset[str] = frozenset(NODE_SOURCES)


@dataclass(frozen=True, slots=True)
class BlockingCall(AtEffect):
    """A call in a coroutine on the event loop that blocks it, directly or through others.

    ``can_be_plain`` tells that the coroutine is a path operation or dependency that awaits
    nothing, so that making it a plain ``def`` is a cure.
    """

    effect: Effect
    function: FunctionDefinition
    can_be_plain: bool


@dataclass(frozen=True, slots=True)
class Misuse:
    """A wrong use of a coroutine, task or offloading function.

    ``kind`` is one of ``called-instead-of-offloaded``, ``offloaded-coroutine``,
    ``not-awaited``, ``tested-coroutine``, ``used-coroutine``, ``returned-coroutine``,
    ``dangling-task``. ``name`` is what is called, ``user`` the function that it is given to.
    """

    kind: str
    line: int
    column: int
    name: str
    user: str = ""

    @property
    def lineno(self) -> int:
        """The line where the call begins."""
        return self.line

    @property
    def col_offset(self) -> int:
        """The column where the call begins."""
        return self.column


@dataclass(frozen=True, slots=True)
class SyncDependency:
    """A plain ``def`` that FastAPI runs as a dependency.

    ``only_computes`` tells that its body provably does nothing that could wait.
    """

    function: FunctionDefinition
    only_computes: bool

    @property
    def lineno(self) -> int:
        """The line of the ``def``."""
        return self.function.line

    @property
    def col_offset(self) -> int:
        """The column of the ``def``."""
        return self.function.column
