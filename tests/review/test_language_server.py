"""Editors show findings through their support for flake8: python-lsp-server, over its real protocol."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from review_kit import ADDED, APPLICATION, HELPER

pytest.importorskip("pylsp")

SECONDS = 120
"""How long to wait for an answer at most; a machine may be busy."""


class Client:
    """As much of an editor as it takes: messages with a length in front, over pipes."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pylsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder
        )
        self._received: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._receive, daemon=True).start()

    def send(self, method: str, params: object, number: int | None = None) -> None:
        """Send a request, or without a number a notification."""
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        if number is not None:
            message["id"] = number
        content = json.dumps(message).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(content), content))
        self._process.stdin.flush()

    def wait_for(self, **expected: object) -> dict[str, Any]:
        """The next message that has these fields."""
        while True:
            message = self._received.get(timeout=SECONDS)
            if expected.items() <= message.items():
                return message

    def _receive(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while header := stream.readline():
            length = int(header.removeprefix(b"Content-Length:"))
            while stream.readline().strip():
                pass
            self._received.put(json.loads(stream.read(length)))

    def close(self) -> None:
        """End the server as an editor does."""
        self.send("shutdown", None, 99)
        self.wait_for(id=99)
        self.send("exit", None)
        self._process.wait(SECONDS)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    opened = Client(tmp_path)
    yield opened
    opened.close()


def test_findings_arrive_as_diagnostics(client: Client, commands: Path, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "helper.py").write_text(HELPER)
    (tmp_path / "main.py").write_text(APPLICATION)  # what is on disk is older than what the editor has
    client.send("initialize", {"processId": None, "rootUri": tmp_path.as_uri(), "capabilities": {}}, 1)
    client.wait_for(id=1)
    client.send("initialized", {})
    plugins: dict[str, dict[str, object]] = {
        "flake8": {"enabled": True, "executable": str(commands / "flake8"), "select": ["FAPI"]},
        "pycodestyle": {"enabled": False},
        "pyflakes": {"enabled": False},
        "mccabe": {"enabled": False},
    }
    client.send("workspace/didChangeConfiguration", {"settings": {"pylsp": {"plugins": plugins}}})
    uri = (tmp_path / "main.py").as_uri()
    document = {"uri": uri, "languageId": "python", "version": 1, "text": APPLICATION + ADDED}
    client.send("textDocument/didOpen", {"textDocument": document})
    published = client.wait_for(method="textDocument/publishDiagnostics")["params"]
    assert published["uri"] == uri
    found = [
        (each["code"], each["range"]["start"]["line"] + 1, each["range"]["start"]["character"] + 1)
        for each in published["diagnostics"]
    ]
    assert found == [("FAPI101", 10, 5), ("FAPI109", 17, 5)]
    assert "time.sleep (helper.py:5)" in published["diagnostics"][1]["message"]
