"""Abstract bases: a call on the base may reach any of the project's overrides.

Where the concrete class is known its own override counts; overrides that are awaited are silent.
"""

import asyncio
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Annotated, Protocol

import requests
from fastapi import Depends, FastAPI

app = FastAPI()


class Storage(ABC):
    """Keeps documents somewhere."""

    @abstractmethod
    def load(self, key: int) -> bytes:
        """Read a document."""

    def size(self, key: int) -> int:
        """Measure a document by reading it: which method that is, the subclass says."""
        return len(self.load(key))


class RemoteStorage(Storage):
    """Keeps documents behind another service."""

    def load(self, key: int) -> bytes:
        """Fetch the document."""
        return requests.get(f"https://storage.example.com/{key}", timeout=5).content


class FileStorage(Storage):
    """Keeps documents in files."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def load(self, key: int) -> bytes:
        """Read the file."""
        return (self.root / str(key)).read_bytes()


class MemoryStorage(Storage):
    """Keeps documents in memory."""

    def __init__(self) -> None:
        self.documents: dict[int, bytes] = {1: b"one"}

    def load(self, key: int) -> bytes:
        """Look it up."""
        return self.documents[key]


class Notifier(ABC):
    """Tells somebody; all of its subclasses are coroutines underneath."""

    @abstractmethod
    def notify(self, text: str):
        """Give something to await."""


class QueueNotifier(Notifier):
    """Puts the text on a queue."""

    def __init__(self) -> None:
        self.queue: asyncio.Queue[str] = asyncio.Queue()

    async def notify(self, text: str) -> None:
        """Await the queue."""
        await self.queue.put(text)


class Clock(Protocol):
    """Whatever has this method is a clock."""

    def now(self) -> str:
        """Say what time it is."""


class TimeServer:
    """A clock on the network, which does not name the protocol."""

    def now(self) -> str:
        """Ask the server."""
        return requests.get("https://time.example.com", timeout=5).text


class Archive:
    """Works on any storage."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage

    def checksum(self, key: int) -> int:
        """Read the document and add its bytes."""
        return sum(self.storage.load(key))


memory = MemoryStorage()
clock = TimeServer()


async def get_storage() -> Storage:
    """Provide one of them."""
    return RemoteStorage()


async def get_notifier() -> Notifier:
    """Provide the only one."""
    return QueueNotifier()


StorageDep = Annotated[Storage, Depends(get_storage)]


@app.get("/documents/{key}")
async def read(key: int, storage: StorageDep) -> int:
    """Only the base is known: some of its overrides block."""
    return len(storage.load(key))  # expect: FAPI109


@app.get("/sizes/{key}")
async def size(key: int, storage: StorageDep) -> int:
    """A method of the base that calls the abstract one."""
    return storage.size(key)  # expect: FAPI109


@app.get("/checksums/{key}")
async def checksum(key: int, storage: StorageDep) -> int:
    """An object that keeps the storage."""
    return Archive(storage).checksum(key)  # expect: FAPI109


@app.get("/files/{key}")
async def file_size(key: int) -> int:
    """The concrete class is known, and inherits the method."""
    return FileStorage(Path("documents")).size(key)  # expect: FAPI109


@app.get("/memory/{key}")
async def memory_size(key: int) -> int:
    """The concrete class is known, and looks into a dictionary only."""
    return memory.size(key) + len(MemoryStorage().load(key)) + Archive(memory).checksum(key)


@app.get("/notified")
async def notify(notifier: Annotated[Notifier, Depends(get_notifier)]) -> None:
    """Every override is a coroutine, and awaited."""
    await notifier.notify("hello")


def tell(source: Clock) -> str:
    """Ask any clock."""
    return source.now()


@app.get("/time")
async def time() -> str:
    """The class is known from the argument."""
    return tell(clock)  # expect: FAPI109
