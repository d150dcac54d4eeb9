"""Proofs for FAPI105, FAPI106, FAPI110 and FAPI111: files, processes and threads that the loop waits for."""

from __future__ import annotations

import concurrent.futures
import os
import queue
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import LoadExample
    from proof_kit import Record

KEY = "8a6e0804-2bd0-4672-b79d-d97027f9071a"


def test_files(load_example: LoadExample, record: Record, tmp_path: Path) -> None:
    """FAPI105: the loop opens the files; in the cures threads do."""
    uploads = tmp_path / "uploads"
    uploads.mkdir()

    def use(example: str) -> None:
        with TestClient(load_example("FAPI105", example).app) as client:
            (tmp_path / "terms.txt").write_text("be nice")
            (uploads / f"{KEY}.txt").write_text("one\ntwo\n")
            record.clear()
            sent = client.post("/uploads", files={"file": ("a", b"content", "video/mp4")})
            assert sent.json()["size"] == 7
            opened = (uploads / sent.json()["name"]).read_bytes()
            assert opened == b"content"
            assert record.calls.pop().name == "open", "the proof's own look at the file"
            assert client.get(f"/uploads/{KEY}/notes").json() == ["one", "two"]
            assert client.get("/terms").json() == "be nice"

    use("bad")
    assert (record.on_loop(), record.elsewhere()) == (["open"] * 3, [])
    use("good")
    assert (record.on_loop(), record.elsewhere()) == ([], ["open"] * 3)


@pytest.mark.skipif(sys.platform == "win32", reason="the programs that are run are shell scripts")
def test_processes(
    load_example: LoadExample, record: Record, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """FAPI106: the loop waits for the end of each program; in the cures threads do, or nobody."""
    for name in ("git", "convert", "make"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\necho done\n")
        program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    record.watch(subprocess.Popen, "wait")
    record.watch(subprocess.Popen, "communicate")
    record.watch(os, "system")

    def use(example: str) -> set[str]:
        with TestClient(load_example("FAPI106", example).app) as client:
            record.clear()
            assert client.get("/version").json() == "done\n"
            assert client.post("/thumbnails/1").json() == "1.thumbnail.png"
            assert client.post("/reindex").status_code == 204
            assert client.post("/checks").json() == 0
        return set(record.on_loop())

    assert use("bad") >= {"communicate", "system", "wait"}
    assert "communicate" not in record.elsewhere()
    assert use("good") == set()
    assert "communicate" in record.elsewhere()


def test_file_system(load_example: LoadExample, record: Record, tmp_path: Path) -> None:
    """FAPI110: the loop asks the file system; in the cures threads do."""
    uploads = tmp_path / "uploads"
    uploads.mkdir()

    def use(example: str) -> None:
        with TestClient(load_example("FAPI110", example).app) as client:
            (uploads / "1.video").write_bytes(b"content")
            record.clear()
            assert client.get("/uploads/1/size").json() == 7
            assert client.delete("/uploads/1").status_code == 204
            assert client.get("/uploads/1/size").status_code == 404
            assert client.post(f"/folders/{len(example)}").json()

    use("bad")
    assert (record.on_loop(), record.elsewhere()) == (["os.remove", "os.mkdir", "os.listdir"], [])
    use("good")
    assert (record.on_loop(), record.elsewhere()) == ([], ["os.remove", "os.mkdir", "os.listdir"])


class WatchedLock:
    """A lock that tells who waits for it."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.lock = threading.Lock()

    def __enter__(self) -> None:
        self.record.note("lock")
        self.lock.acquire()

    def __exit__(self, *error: object) -> None:
        self.lock.release()


def test_waits(load_example: LoadExample, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAPI111: the loop waits for threads; in the cures it is told when they are done."""
    record.watch(concurrent.futures.Future, "result")
    record.watch(threading.Event, "wait")
    record.watch(threading.Thread, "join")
    record.watch(queue.Queue, "get")

    def use(example: str) -> list[str]:
        module = load_example("FAPI111", example)
        if example == "bad":
            monkeypatch.setattr(module, "lock", WatchedLock(record))
        with TestClient(module.app) as client:
            record.clear()
            assert client.get("/squares/3").json() == 9
            assert client.get("/queued/4").json() in {9, 16}
            assert client.post("/requests").json() == 1
        return record.on_loop_by_example()

    assert use("bad") == ["result", "wait", "join", "get", "lock"]
    assert use("good") == []
