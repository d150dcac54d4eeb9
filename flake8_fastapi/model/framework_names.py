"""Names of FastAPI and Starlette that several parts of the model, and rules, look for."""

from __future__ import annotations

DEPENDS = frozenset(
    {"fastapi.Depends", "fastapi.Security", "fastapi.params.Depends", "fastapi.params.Security"}
)
"""What declares a dependency."""

APPLICATIONS = frozenset({"fastapi.FastAPI", "starlette.applications.Starlette"})
ROUTERS = frozenset({"fastapi.APIRouter", "starlette.routing.Router"})
WITH_ROUTES = APPLICATIONS | ROUTERS
"""What has decorators for routes and event handlers."""

VERBS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})
"""The decorators of applications and routers for one HTTP method each."""

DATACLASSES = frozenset({"dataclasses.dataclass", "pydantic.dataclasses.dataclass"})
"""The decorators of classes that FastAPI reads and shows field by field, as it does models."""

RESPONSE = "starlette.responses.Response"
"""The base of all responses."""

HTTP_EXCEPTIONS = frozenset(
    {"fastapi.HTTPException", "fastapi.exceptions.HTTPException", "starlette.exceptions.HTTPException"}
)
CATCH_ALL = frozenset({"builtins.Exception", "builtins.BaseException"})
"""What an ``except`` names that catches whatever is raised."""

MIDDLEWARE_ENTRIES = frozenset({"starlette.middleware.Middleware", "fastapi.middleware.Middleware"})
"""What a list of middleware is made of."""

BASE_HTTP_MIDDLEWARE = "starlette.middleware.base.BaseHTTPMiddleware"
CORS_MIDDLEWARE = frozenset(
    {"starlette.middleware.cors.CORSMiddleware", "fastapi.middleware.cors.CORSMiddleware"}
)
