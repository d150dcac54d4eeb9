"""Functions that take any file, or do not say what they take, and are given the file of an upload."""

import io
from pathlib import Path
from typing import IO, Any, BinaryIO

from fastapi import FastAPI, UploadFile

app = FastAPI()


class Store:
    """Keeps what it is given."""

    def __init__(self) -> None:
        self.kept: list[bytes] = []

    def put(self, file: BinaryIO) -> None:
        """Any binary file; callers give that of an upload."""
        self.kept.append(file.read())  # expect: FAPI301

    def put_named(self, name: str, content: IO[bytes]) -> int:
        """The same with keywords."""
        return len(name.encode() + content.read())  # expect: FAPI301

    def put_own(self, file: BinaryIO) -> None:
        """Callers give files of the server's."""
        self.kept.append(file.read())


def parse(document: Any) -> list[bytes]:
    """Says nothing of what it takes."""
    return [each.strip() for each in document.readlines()]  # expect: FAPI301


def first_part(document: Any) -> bytes:
    """Reads no more than it needs."""
    part: bytes = document.read(1024)
    return part


store = Store()


@app.post("/store")
def keep(upload: UploadFile) -> int:
    """A plain function of methods."""
    store.put(upload.file)
    store.put_own(io.BytesIO(b"own"))
    with Path(__file__).open("rb") as file:
        store.put_own(file)
    return store.put_named(name="upload", content=upload.file)


@app.post("/parse")
def count(upload: UploadFile) -> int:
    """And of functions."""
    return len(first_part(upload.file)) + len(parse(upload.file))
