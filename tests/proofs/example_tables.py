"""What FastAPI itself says of the routes of an example, found in a process that imports nothing else."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from import_example import in_passing_folder, modules_of
from imported_routes import applications_in, mounted_on, table_of


def tables_of(folder: Path) -> list[tuple[str, str, dict[str, Any]]]:
    """Path, name and table of each application that a project's modules hold."""
    folder = folder.resolve()
    with in_passing_folder():
        found: list[tuple[str, str, Any]] = []
        for file, module in modules_of(folder):
            known = [app for _, _, app in found]
            found += [(str(file), name, app) for name, app in applications_in(module) if app not in known]
        mounted = [inner for _, _, app in found for inner in mounted_on(app)]
        return [
            (file, name, asyncio.run(table_of(app, is_started=False)))
            for file, name, app in found
            if app not in mounted
        ]
