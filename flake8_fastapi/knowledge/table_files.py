"""The files of the tables that stand beside this one."""

from __future__ import annotations

import os
import tomllib
from typing import Any

FOLDER = os.path.dirname(os.path.abspath(__file__))


def read_table(name: str) -> dict[str, Any]:
    """The content of the table ``name.toml``, read anew; its one reader keeps what it needs of it."""
    with open(os.path.join(FOLDER, f"{name}.toml"), "rb") as file:
        return tomllib.load(file)
