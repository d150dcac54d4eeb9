"""What was looked at on disk to find something, and whether it still looks the same.

What the rules find depends on files and directories, also on those that were looked for in vain. Where
all of them are as they were, so are the findings. Times and sizes are compared first, and contents
where these differ: a fresh checkout has the same contents and other times.
"""

from __future__ import annotations

import os
import time
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from flake8_fastapi.model.disk import (
    Entries,
    Signature,
    kind_of,
    list_directory,
    observe,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SETTLED = 2_000_000_000
"""Nanoseconds. Clocks of file systems are coarse: what changed so lately may change again unseen."""

WHOLE = -1
"""The ``most`` of files that are read to their end."""


class Sight(NamedTuple):
    """How a file or directory looked; the digest is empty where it could not be read or listed."""

    signature: Signature | None
    """None where only the digest tells, since it had changed just before."""
    digest: str
    most: int = WHOLE


class Observations:
    """How everything looked that was looked at; an observer for ``flake8_fastapi.model.disk``."""

    def __init__(self) -> None:
        self.files: dict[str, Sight] = {}
        self.directories: dict[str, Sight] = {}
        self.kinds: dict[str, str] = {}
        self.is_consistent = True
        """False once something was seen to change meanwhile."""
        self.is_refreshed = False
        """Whether something had the same content and another time when it was looked at again."""

    def file(self, path: str, signature: Signature | None, content: bytes | None, most: int) -> None:
        known = self.files.get(path)
        if known is None or (known.most != WHOLE and (most == WHOLE or most > known.most)):
            self.files[path] = Sight(_settled(signature), _digest(content), most)

    def directory(self, path: str, signature: Signature | None, entries: Entries | None) -> None:
        if path not in self.directories:
            self.directories[path] = Sight(_settled(signature), _listing_digest(entries))

    def kind(self, path: str, kind: str) -> None:
        self.kinds.setdefault(path, kind)

    def merge(self, other: Observations) -> None:
        """Add what another process has seen."""
        self._merge(self.files, other.files)
        self._merge(self.directories, other.directories)
        for path, kind in other.kinds.items():
            self.is_consistent &= self.kinds.setdefault(path, kind) == kind

    def _merge(self, into: dict[str, Sight], other: dict[str, Sight]) -> None:
        for path, sight in other.items():
            known = into.get(path)
            if known is None:
                into[path] = sight
            elif known.most == sight.most:
                self.is_consistent &= known.digest == sight.digest
            elif known.most != WHOLE and (sight.most == WHOLE or sight.most > known.most):
                into[path] = sight

    def since(self, earlier: Observations) -> Observations:
        """What has been seen that is not among the earlier ones, which then have it too."""
        new = Observations()
        new.files = {path: sight for path, sight in self.files.items() if earlier.files.get(path) != sight}
        new.directories = {
            path: sight for path, sight in self.directories.items() if path not in earlier.directories
        }
        new.kinds = {path: kind for path, kind in self.kinds.items() if path not in earlier.kinds}
        earlier.files.update(new.files)
        earlier.directories.update(new.directories)
        earlier.kinds.update(new.kinds)
        return new

    def where(self, concerns: Callable[[str], bool]) -> Observations:
        """Those about the paths for which the function says so."""
        some = Observations()
        some.files = {path: sight for path, sight in self.files.items() if concerns(path)}
        some.directories = {path: sight for path, sight in self.directories.items() if concerns(path)}
        some.kinds = {path: kind for path, kind in self.kinds.items() if concerns(path)}
        some.is_consistent = self.is_consistent
        return some

    def still_hold(self) -> bool:
        """Whether everything looks as it did; what only has a new time is noted with it."""
        return (
            all(kind_of(path) == kind for path, kind in self.kinds.items())
            and self._still_hold(self.directories, _look_at_directory)
            and self._still_hold(self.files, _look_at_file)
        )

    def _still_hold(self, seen: dict[str, Sight], look: Callable[[str, int], str]) -> bool:
        for path, sight in seen.items():
            try:
                signature = Signature.of(os.stat(path))
            except (OSError, ValueError):
                signature = None
            if signature is not None and signature == sight.signature:
                continue
            if look(path, sight.most) != sight.digest:
                return False
            settled = _settled(signature)
            if settled != sight.signature:
                seen[path] = sight._replace(signature=settled)
                self.is_refreshed = True
        return True

    def as_json(self) -> dict[str, Any]:
        """These observations as JSON can hold them."""
        return {"files": self.files, "directories": self.directories, "kinds": self.kinds}

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> Observations:
        """Observations from what ``as_json`` gave; any exception where it is something else."""
        made = cls()
        made.files = {path: _sight(row) for path, row in document["files"].items()}
        made.directories = {path: _sight(row) for path, row in document["directories"].items()}
        made.kinds = dict(document["kinds"])
        return made


class Observed:
    """While this context is open, everything that the model looks at is noted in ``observations``."""

    def __init__(self, observations: Observations | None) -> None:
        self._observations = observations

    def __enter__(self) -> None:
        observe(self._observations)

    def __exit__(self, *_: object) -> None:
        observe(None)


def _look_at_file(path: str, most: int) -> str:
    try:
        with open(path, "rb") as file:
            return _digest(file.read(most))
    except (OSError, ValueError):
        return _digest(None)


def _look_at_directory(path: str, _: int) -> str:
    try:
        return _listing_digest(list_directory(path))
    except (OSError, ValueError):
        return _listing_digest(None)


def _settled(signature: Signature | None) -> Signature | None:
    """A signature that will tell the next change, None for one that may not."""
    if signature is None or max(signature.modified, signature.changed) > time.time_ns() - SETTLED:
        return None
    return signature


def _digest(content: bytes | None) -> str:
    return "" if content is None else blake2b(content, digest_size=16).hexdigest()


def _listing_digest(entries: Entries | None) -> str:
    if entries is None:
        return ""
    names = [f"{name}/" for name in _relevant(entries.directories)] + list(_relevant(entries.others))
    return _digest("\0".join(sorted(names)).encode("utf-8", "surrogatepass"))


def _relevant(names: Iterable[str]) -> Iterable[str]:
    """Without what Python and tools leave behind wherever they are run: nothing is found there."""
    return (
        name
        for name in names
        if name != "__pycache__" and not (name.startswith(".") and name.endswith("_cache"))
    )


def _sight(row: Any) -> Sight:
    signature, digest, most = row
    return Sight(Signature(*signature) if signature is not None else None, digest, most)
