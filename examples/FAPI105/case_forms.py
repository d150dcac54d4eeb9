"""The many ways to a file: `open`, `pathlib`, `shutil`, archives, temporary files, uploads.

Objects that come from helpers, and file objects that are kept on `self`.
"""

import builtins
import io
import shutil
import tarfile
import tempfile
import wave
import zipfile
from pathlib import Path
from typing import IO

from fastapi import FastAPI, File, UploadFile

app = FastAPI()
ROOT = Path(__file__).parent
DATA = ROOT / "data"
LIMIT = 1024 * 1024


def open_log() -> IO[str]:
    """Open a file for the caller."""
    return open(DATA / "log.txt", "a")


class Journal:
    """Keeps an open file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file = path.open("a")

    async def note(self, line: str) -> None:
        """Write to the kept file."""
        self.file.write(line)  # expect: FAPI105
        self.file.flush()  # expect: FAPI105


class Folder:
    """Knows where its files are once it has been configured."""

    _path: Path | None = None

    @classmethod
    async def save(cls, name: str, body: bytes) -> None:
        """Join a path that may still be None."""
        assert cls._path is not None
        (cls._path / name).write_bytes(body)  # expect: FAPI105

    @classmethod
    async def load(cls, name: str) -> bytes:
        """Join it without a look."""
        path = cls._path / name  # type: ignore[operator]
        return path.read_bytes()  # expect: FAPI105


@app.get("/open")
async def with_open() -> list[str | bytes]:
    """`open` by its three names."""
    with builtins.open("a.txt") as first:  # expect: FAPI105
        head = first.readline()  # expect: FAPI105
    with io.open("b.txt", "rb") as second:  # expect: FAPI105
        body = second.read()  # expect: FAPI105
    with Path("c.txt").open() as third:  # expect: FAPI105
        lines = third.readlines()  # expect: FAPI105
    return [head, body, *lines]


@app.get("/pathlib")
async def with_pathlib() -> int:
    """Paths from constants, operators, and helpers."""
    text = (ROOT / "notes" / "today.txt").read_text(encoding="utf-8")  # expect: FAPI105
    DATA.joinpath("today.bin").write_bytes(text.encode())  # expect: FAPI105
    target = DATA.parent.with_name("copy.txt")
    return target.write_text(text)  # expect: FAPI105


@app.post("/copies")
async def with_shutil() -> None:
    """Copies of files and folders."""
    shutil.copy(DATA / "a.txt", DATA / "b.txt")  # expect: FAPI105
    shutil.copytree(DATA, ROOT / "backup")  # expect: FAPI105
    shutil.rmtree(ROOT / "old")  # expect: FAPI105


@app.post("/archives")
async def with_archives() -> list[str]:
    """Archives on the disk."""
    with zipfile.ZipFile("all.zip") as archive:  # expect: FAPI105
        archive.extractall("all")  # expect: FAPI105
    with tarfile.open("all.tar.gz", "w:gz") as bundle:  # expect: FAPI105
        bundle.add("all")  # expect: FAPI105
    return archive.namelist()


@app.post("/temporary")
async def with_tempfile() -> str:
    """Temporary files with something in them."""
    with tempfile.NamedTemporaryFile(suffix=".txt") as target:  # expect: FAPI105
        target.write(b"content")  # expect: FAPI105
        return target.name


@app.post("/uploads", max_body_size=LIMIT)
async def with_upload(file: UploadFile) -> int:
    """The file under an upload: it is on the disk when it is large."""
    with open(DATA / "upload", "wb") as target:  # expect: FAPI105
        shutil.copyfileobj(file.file, target)  # expect: FAPI105
    return 0


@app.post("/upload-contents", max_body_size=LIMIT)
async def with_upload_contents(file: UploadFile = File(...)) -> int:
    """The same, read here."""
    return len(file.file.read(LIMIT))  # expect: FAPI105


@app.post("/notes")
async def with_helper() -> None:
    """A file that a helper opens."""
    log = open_log()  # expect: FAPI109
    log.write("a line\n")  # expect: FAPI105
    log.close()


@app.post("/journal")
async def with_journal() -> None:
    """A file that an object opens when it is made."""
    journal = Journal(DATA / "journal.txt")  # expect: FAPI109
    await journal.note("a line\n")


def notes_of(name: str) -> str:
    """Read notes where there are any."""
    path = DATA / name
    return path.read_text() if path.exists() else ""


@app.get("/recordings")
async def recordings(name: str) -> bytes:
    """Write a recording to the disk, and one in memory."""
    with wave.open(f"{name}.wav", "wb") as recording:  # expect: FAPI105
        recording.setnchannels(1)
    memory = io.BytesIO()
    with wave.open(memory, "wb") as kept:
        kept.setnchannels(1)
    return memory.getvalue()


@app.get("/notes")
async def notes(name: str) -> str:
    """Read through a helper that looks first."""
    return notes_of(name)  # expect: FAPI109
