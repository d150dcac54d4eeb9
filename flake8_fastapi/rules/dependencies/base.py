"""What the rules on dependencies share."""

from __future__ import annotations

GUIDE_SECTION = "1. Dependency Injection Architecture"

DECLARES_DEPENDENCY = ("Depends(", "Security(")
"""Only a file that declares dependencies can declare them wrongly."""

SCOPES = ">=0.121"
"""The releases of FastAPI that know ``Depends(..., scope="function")``."""
