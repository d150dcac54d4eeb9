"""What the rules on uploads share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.versions import admits

if TYPE_CHECKING:
    from flake8_fastapi.model.project import Project

GUIDE_SECTION = "4. File Upload Patterns"
ROUTES = (".post(", ".put(", ".patch(", ".delete(", "api_route(")
"""A file with a path operation that takes a body says one of these."""

LIMITS = ">=0.164"
"""The releases of FastAPI that know ``max_body_size=``."""


def knows_limits(project: Project) -> bool:
    """Whether the FastAPI of a project knows ``max_body_size=``, so that it can be recommended."""
    return admits(LIMITS, project.version_of("fastapi"))
