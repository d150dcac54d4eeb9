"""What happens at start and end, as two functions.

Guide: 3. Lifespan Management (Modern Pattern), "Use lifespan context manager (replaces deprecated `@app.on_event`)".
Amended: what is opened is left out.
"""

from typing import Any

resources: dict[str, Any] = {}


def load() -> None:
    """At the start."""
    resources["ml_model"] = sum


def clear() -> None:
    """At the end."""
    resources.clear()
