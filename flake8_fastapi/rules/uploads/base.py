"""What the rules on uploads share."""

from __future__ import annotations

GUIDE_SECTION = "4. File Upload Patterns"
ROUTES = (".post(", ".put(", ".patch(", ".delete(", "api_route(")
"""A file with a path operation that takes a body says one of these."""
