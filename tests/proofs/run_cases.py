"""Runs whole examples and sees which of their lines make the event loop wait.

Every path operation of an example is requested. What blocks is noted with the line of the
coroutine that led to it, so that the markers of the example can be held against what happened.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi.testclient import TestClient
from proof_kit import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from proof_kit import Call, Record

Line = tuple[Path, int]

BLOCKING = r"# expect: FAPI1(0\d|11)"
COROUTINE = inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR
HEADERS = {"X-API-Key": "k", "X-Key": "k"}
CREDENTIALS = {"name": "alice", "password": "secret"}

USED_BY_LIBRARIES = {"result", "wait", "communicate", "__init__", "request", "getresponse", "iter_content"}
"""What asyncio and the HTTP clients use inside: it counts where an example calls it itself."""


@dataclass
class Observation:
    """Where the coroutines of an example made the event loop wait."""

    marked: set[Line]
    seen: Counter[Line] = field(default_factory=Counter)
    unmarked: dict[str, str] = field(default_factory=dict)

    def note(self, call: Call) -> None:
        """Note the innermost coroutine that has a marker; when none has, the innermost one."""
        if call.name in USED_BY_LIBRARIES and not call.by_example:
            return
        places = list(coroutine_places(sys._getframe(1)))
        for path, lines in places:
            for line in lines:
                if (path, line) in self.marked:
                    self.seen[path, line] += 1
                    return
        if places:
            path, lines = places[0]
            self.unmarked[f"{path.relative_to(EXAMPLES)}:{min(lines)}"] = call.name

    def not_seen(self) -> list[str]:
        """The marked lines that did not make the event loop wait."""
        missing = sorted(self.marked - self.seen.keys())
        return [path.read_text().splitlines()[line - 1].split("  #")[0].strip() for path, line in missing]


def marked_lines(place: Path, marker: str = BLOCKING) -> set[Line]:
    """The lines of an example that are marked, as blocking or as something else."""
    files = [place.with_suffix(".py")] if place.with_suffix(".py").is_file() else place.rglob("*.py")
    return {
        (file, number)
        for file in files
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if re.search(marker, line)
    }


def coroutine_places(frame: FrameType | None) -> Iterator[tuple[Path, set[int]]]:
    """The example's coroutines that are being run, innermost first, with the line of the running call."""
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if EXAMPLES in path.parents and frame.f_code.co_flags & COROUTINE:
            yield path, first_lines(path, frame)
        frame = frame.f_back


def first_lines(path: Path, frame: FrameType) -> set[int]:
    """Where the expression begins that the frame is just evaluating.

    The interpreter gives the place of a method call as that of the method's name, so that only its
    end can be relied on; for the steps of a `for` and a `with` it gives the whole statement.
    """
    line, end_line, column, end_column = list(frame.f_code.co_positions())[frame.f_lasti // 2]
    statements, expressions = nodes_by_place(path)
    if line is None or (line, column, end_line, end_column) in statements:
        return {line or frame.f_lineno}
    return expressions.get((end_line, end_column), {line})


@cache
def nodes_by_place(path: Path) -> tuple[set[tuple[Any, ...]], dict[tuple[Any, ...], set[int]]]:
    """The places of a file's statements, and the first lines of its expressions by where they end."""
    statements: set[tuple[Any, ...]] = set()
    expressions: dict[tuple[Any, ...], set[int]] = {}
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.stmt):
            statements.add((node.lineno, node.col_offset, node.end_lineno, node.end_col_offset))
        elif isinstance(node, ast.expr):
            expressions.setdefault((node.end_lineno, node.end_col_offset), set()).add(node.lineno)
    return statements, expressions


def request_everything(app: Any, record: Record, observation: Observation, upload: bytes) -> None:
    """Request everything twice, between start-up and shut-down, and observe the second time.

    What is computed once and kept is computed the first time. The two times differ in the
    values of their parameters, so that what is kept for one is not there for the other.
    """
    with TestClient(app, raise_server_exceptions=False) as client:
        for number in ("2", "1"):
            record.observe = observation.note if number == "1" else None
            for path, operations in app.openapi()["paths"].items():
                for method, operation in operations.items():
                    url, arguments = request_of(path, operation, number, upload)
                    client.request(method, url, headers=HEADERS, **arguments)
            for path in websocket_paths(app):
                with client.websocket_connect(path) as socket:
                    socket.send_text("hello")
                    socket.receive_text()
        record.observe = None


def request_of(path: str, operation: Any, number: str, upload: bytes) -> tuple[str, dict[str, Any]]:
    """Fill in the parameters and the body that a path operation asks for."""
    query = {}
    for parameter in operation.get("parameters", ()):
        value = number if parameter["schema"].get("type") in {"integer", "number"} else "alice"
        if parameter["in"] == "path":
            path = path.replace("{" + parameter["name"] + "}", value)
        elif parameter["in"] == "query" and parameter.get("required"):
            query[parameter["name"]] = value
    arguments: dict[str, Any] = {"params": query}
    content = operation.get("requestBody", {}).get("content", {})
    if "multipart/form-data" in content:
        arguments["files"] = {"file": ("file", upload)}
    elif content:
        arguments["json"] = CREDENTIALS
    return path, arguments


def websocket_paths(app: Any) -> list[str]:
    """The websockets of an example, which OpenAPI does not know; each answers once."""
    return [path for path in ("/api/ws", "/socket") if path in app.title]
