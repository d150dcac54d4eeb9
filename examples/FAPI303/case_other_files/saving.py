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


def keep(upload, folder):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    """Write what it is handed, of which the signature says nothing."""
    name = f"{folder}/{upload.filename}"
    with open(name, "wb") as file:  # expect: FAPI303
        file.write(upload.file.read(1000))
    return name


def describe(document, folder):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    """Likewise, for something of the project itself."""
    name = f"{folder}/{document.filename}"
    with open(name, "rb") as file:
        return file.read(1000)
