"""Proofs for FAPI301 to FAPI307 (without FAPI303): memory, disk, and requests that no client can make."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import fastapi
import pytest
from fastapi.testclient import TestClient
from starlette.datastructures import UploadFile

if TYPE_CHECKING:
    from types import ModuleType

    import httpx2
    from conftest import LoadExample

MEGABYTE = 1024 * 1024
LARGE = b"x" * (3 * MEGABYTE)
UPLOADS = Path("uploads")
"""Where the examples store files, in the folder of the test."""


@pytest.fixture
def pieces(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of what is read of uploads in one call."""
    sizes: list[int] = []
    original = UploadFile.read

    async def read(self: UploadFile, size: int = -1) -> bytes:
        content = await original(self, size)
        sizes.append(len(content))
        return content

    monkeypatch.setattr(UploadFile, "read", read)
    return sizes


def upload(module: ModuleType, path: str, content: bytes = LARGE) -> httpx2.Response:
    """Send a file."""
    with TestClient(module.app) as client:
        return client.post(path, files={"file": ("a.bin", content, "application/octet-stream")})


def test_unbounded_upload_read(load_example: LoadExample, pieces: list[int]) -> None:
    """FAPI301: the whole file comes into memory at once; bounded reads refuse it or take a piece."""
    bad = load_example("FAPI301", "bad")
    assert upload(bad, "/upload").json() == len(LARGE)
    assert pieces == [len(LARGE)]
    pieces.clear()

    good = load_example("FAPI301", "good")
    assert upload(good, "/upload").status_code == 413
    assert upload(good, "/checked").status_code == 413
    assert pieces == []
    assert upload(good, "/upload", b"small").json() == 5
    assert upload(good, "/checked", b"small").json() == 5
    assert upload(good, "/videos").status_code == 200
    assert [file.stat().st_size for file in UPLOADS.iterdir()] == [len(LARGE)]


def test_bytes_upload_parameter(load_example: LoadExample, pieces: list[int]) -> None:
    """FAPI302: FastAPI itself reads the whole file before the function runs."""
    assert upload(load_example("FAPI302", "bad"), "/upload").json() == len(LARGE)
    assert pieces == [len(LARGE)]
    pieces.clear()

    good = load_example("FAPI302", "good")
    assert upload(good, "/upload").json() == len(LARGE)
    assert max(pieces) == MEGABYTE
    pieces.clear()
    assert upload(good, "/avatar").status_code == 413
    assert pieces == []
    assert upload(good, "/avatar", b"small").json() == 5


def test_missing_upload_limit(load_example: LoadExample, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAPI304: what is too large is stored all the same."""
    bad = load_example("FAPI304", "bad")
    assert upload(bad, "/upload").json() == len(LARGE)
    (stored,) = UPLOADS.iterdir()
    stored.unlink()

    good = load_example("FAPI304", "good")
    monkeypatch.setattr(good, "MAX_FILE_SIZE", MEGABYTE)
    assert upload(good, "/upload").status_code == 413
    with TestClient(good.app) as client:
        announced = {"content-length": str(501 * MEGABYTE), "content-type": "multipart/form-data; boundary=x"}
        assert client.post("/limited", headers=announced).status_code == 413
    assert list(UPLOADS.iterdir()) == []


def without_content_type(module: ModuleType, path: str) -> httpx2.Response:
    """Send a file whose part of the form says nothing about its type."""
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\ncontent\r\n--x--\r\n'
    with TestClient(module.app) as client:
        return client.post(path, content=body, headers={"content-type": "multipart/form-data; boundary=x"})


def test_optional_upload_field(load_example: LoadExample) -> None:
    """FAPI305: a part without a content type is a 500 instead of a 400."""
    bad = load_example("FAPI305", "bad")
    with pytest.raises(AttributeError, match="'NoneType' object has no attribute 'startswith'"):
        without_content_type(bad, "/upload")
    with pytest.raises(TypeError, match="NoneType"):
        without_content_type(bad, "/pictures")

    good = load_example("FAPI305", "good")
    assert without_content_type(good, "/upload").status_code == 400
    assert without_content_type(good, "/pictures").status_code == 400


def test_name_and_size_are_always_there(load_example: LoadExample) -> None:
    """FAPI305: what the rule leaves out over HTTP: a part without a file name is no file."""
    seen: list[UploadFile] = []
    good = load_example("FAPI305", "good")

    async def see(file: fastapi.UploadFile) -> None:
        seen.append(file)

    good.app.post("/seen")(see)

    without_content_type(good, "/seen")
    body = b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\ncontent\r\n--x--\r\n'
    with TestClient(good.app) as client:
        headers = {"content-type": "multipart/form-data; boundary=x"}
        assert client.post("/seen", content=body, headers=headers).status_code == 422
    (file,) = seen
    assert (file.filename, file.size) == ("a", 7)


def test_partial_upload_left_behind(load_example: LoadExample) -> None:
    """FAPI306: what was written before the refusal stays."""
    assert upload(load_example("FAPI306", "bad"), "/upload").status_code == 413
    (stored,) = UPLOADS.iterdir()
    assert stored.stat().st_size > 0
    stored.unlink()
    assert upload(load_example("FAPI306", "good"), "/upload").status_code == 413
    assert list(UPLOADS.iterdir()) == []


def test_upload_with_model_body(load_example: LoadExample) -> None:
    """FAPI307: every request is refused, however it sends the model."""
    file = {"file": ("a.txt", b"content", "text/plain")}
    details = '{"title": "A"}'

    bad = load_example("FAPI307", "bad")
    with TestClient(bad.app) as client:
        answers = [
            client.post("/upload", files=file, data={"details": details}),
            client.post("/upload", files=file, data={"title": "A"}),
            client.post("/upload", files={**file, "details": (None, details, "application/json")}),
            client.post("/upload", json={"details": {"title": "A"}}),
            client.post("/upload", json={"title": "A"}),
            client.post("/notes", data={"text": "b", "details": details}),
            client.post("/notes", json={"text": "b", "details": {"title": "A"}}),
        ]
    assert {answer.status_code for answer in answers} == {422}

    with TestClient(load_example("FAPI307", "good").app) as client:
        assert client.post("/upload", files=file, data={"title": "A"}).json() == "A: a.txt"
        assert client.post("/notes", data={"text": "b", "details": details}).json() == "A: b"
        assert client.post("/notes", data={"text": "b", "details": "{}"}).status_code == 422
