"""Sees without a clock whether something blocks the event loop: by the thread that it runs on.

A plain function in which `asyncio.get_running_loop()` succeeds runs on the thread of a running
loop, inside one of its callbacks: until that function returns, the loop can do nothing else.
"""

from __future__ import annotations

import asyncio
import functools
import sqlite3
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    import pytest

PROOFS = Path(__file__).resolve().parent
EXAMPLES = PROOFS.parents[1] / "examples"


class Call(NamedTuple):
    """That something ran, whether the event loop had to wait for it, and whether an example called it."""

    name: str
    on_loop: bool
    by_example: bool


def runs_on_loop() -> bool:
    """Whether the thread that asks is the thread of a running event loop."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def _caller() -> FrameType:
    """The innermost frame outside of the proofs: the one that called what is noted."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and Path(frame.f_code.co_filename).parent == PROOFS:
        frame = frame.f_back
    assert frame is not None, "proofs are called by pytest"
    return frame


class Record:
    """Notes calls of what blocks: functions that it replaces, SQL statements, audited events."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self._monkeypatch = monkeypatch
        self._folder = str(folder)
        self.calls: list[Call] = []
        self.observe: Callable[[Call], None] | None = None

    def note(self, name: str) -> None:
        """Note that something runs."""
        call = Call(name, runs_on_loop(), EXAMPLES in Path(_caller().f_code.co_filename).parents)
        self.calls.append(call)
        if self.observe is not None and call.on_loop:
            self.observe(call)

    def on_loop(self) -> list[str]:
        """What the event loop had to wait for."""
        return [call.name for call in self.calls if call.on_loop]

    def on_loop_by_example(self) -> list[str]:
        """What an example's own code, and not a library inside, made the event loop wait for."""
        return [call.name for call in self.calls if call.on_loop and call.by_example]

    def elsewhere(self) -> list[str]:
        """What ran without the event loop waiting for it."""
        return [call.name for call in self.calls if not call.on_loop]

    def clear(self) -> None:
        """Forget what was noted, for instance at the start of the application."""
        self.calls.clear()

    def replace(self, owner: Any, name: str, result: Any = None) -> None:
        """Put a function in the place of another: it is noted, and does nothing.

        ``result`` is what it gives, or a function that makes that from the arguments.
        """

        def noted(*arguments: Any, **keywords: Any) -> Any:
            self.note(name)
            return result(*arguments, **keywords) if callable(result) else result

        self._monkeypatch.setattr(owner, name, noted)

    def replace_coroutine(self, owner: Any, name: str, result: Any = None) -> None:
        """Put a coroutine function in the place of another: nothing is noted, since nobody waits."""

        async def awaited(*arguments: Any, **keywords: Any) -> Any:
            return result(*arguments, **keywords) if callable(result) else result

        self._monkeypatch.setattr(owner, name, awaited)

    def watch(self, owner: Any, name: str) -> None:
        """Note each call of a function, which works as before."""
        original: Callable[..., Any] = getattr(owner, name)

        @functools.wraps(original)
        def noted(*arguments: Any, **keywords: Any) -> Any:
            self.note(name)
            return original(*arguments, **keywords)

        self._monkeypatch.setattr(owner, name, noted)

    def watch_sqlite(self) -> None:
        """Note each SQL statement, on the thread on which SQLite runs it.

        The asynchronous driver runs its statements on a thread of its own, which is seen here and
        would not be seen in SQLAlchemy's events.
        """
        original, note = sqlite3.connect, self.note

        class Connection(sqlite3.Connection):
            def commit(self) -> None:
                note("commit")
                super().commit()

        def connect(*arguments: Any, **keywords: Any) -> sqlite3.Connection:
            note("connect")
            connection = original(*arguments, **{"factory": Connection, **keywords})
            connection.set_trace_callback(lambda statement: note(statement.split()[0]))
            return connection

        self._monkeypatch.setattr(sqlite3, "connect", connect)
        self._monkeypatch.setattr("sqlite3.dbapi2.connect", connect)

    @contextmanager
    def listening(self) -> Iterator[Record]:
        """Note what the interpreter audits: files below the test's folder, and other events."""
        _install_audit_hook()
        _listeners.append(self)
        try:
            yield self
        finally:
            _listeners.remove(self)

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Note an audited event, when it is about a file of this test."""
        path = arguments[0] if arguments else None
        if isinstance(path, (str, Path)) and self._concerns(Path(path)):
            self.note(event)

    def _concerns(self, path: Path) -> bool:
        return not path.is_absolute() or str(path).startswith(self._folder)


_AUDITED = {"open", "os.listdir", "os.mkdir", "os.remove", "os.rmdir", "os.rename", "shutil.copyfile"}
_listeners: list[Record] = []


@functools.cache
def _install_audit_hook() -> None:
    """Add the hook once, since the interpreter keeps it to the end."""

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if _listeners and event in _AUDITED:
            for listener in list(_listeners):
                listener.hear(event, arguments)

    sys.addaudithook(hook)
