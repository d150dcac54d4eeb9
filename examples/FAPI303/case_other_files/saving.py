"""Where files are written."""

import uuid
from pathlib import Path


def save(content: bytes, name: str) -> str:
    """Write under the name that is given."""
    path = Path("uploads") / name  # expect: FAPI303
    path.write_bytes(content)
    return str(path)


def save_generated(content: bytes, original: str) -> str:
    """Write under a name of our own, and only tell the other one."""
    path = Path("uploads") / uuid.uuid4().hex
    path.write_bytes(content)
    return f"{original} is {path}"
