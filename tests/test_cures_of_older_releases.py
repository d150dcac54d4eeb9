"""What a message tells people to write exists in the FastAPI that their project runs on."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from flake8_fastapi.engine import check
from flake8_fastapi.settings import Settings

UPLOADS = """
from typing import Annotated

from fastapi import FastAPI, File, UploadFile

app = FastAPI()


@app.post("/read")
async def read(file: UploadFile) -> int:
    return len(await file.read())


@app.post("/bytes")
def take(file: Annotated[bytes, File()]) -> int:
    return len(file)


@app.post("/store")
def store(file: UploadFile) -> None:
    with open("upload", "wb") as target:
        while chunk := file.file.read(1024):
            target.write(chunk)
"""
SESSIONS = """
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.responses import StreamingResponse
from sqlalchemy.orm import Session

app = FastAPI()


def get_db() -> Iterator[Session]:
    with Session() as db:
        yield db
        db.commit()


@app.get("/stream")
def stream(db: Annotated[Session, Depends(get_db)]) -> StreamingResponse:
    db.flush()
    return StreamingResponse(iter("abc"))
"""


def messages(folder: Path, text: str, release: str) -> dict[str, str]:
    """The messages of a program, by code, in a project that is pinned to a release of FastAPI."""
    (folder / "requirements.txt").write_text(f"fastapi=={release}\n")
    path = folder / "main.py"
    path.write_text(text)
    opted_in = frozenset({"FAPI018", "FAPI304"})
    found = check(ast.parse(text), str(path), text.splitlines(keepends=True), Settings(), opted_in=opted_in)
    return {each.code: each.message for each in found}


@pytest.mark.parametrize(("release", "is_told"), [("0.163.2", False), ("0.164.0", True)])
def test_limits_of_uploads(tmp_path: Path, release: str, is_told: bool) -> None:
    found = messages(tmp_path, UPLOADS, release)
    assert {code: "max_body_size=" in found[code] for code in ("FAPI301", "FAPI302", "FAPI304")} == {
        "FAPI301": is_told,
        "FAPI302": is_told,
        "FAPI304": is_told,
    }


@pytest.mark.parametrize(("release", "is_told"), [("0.120.4", False), ("0.121.0", True)])
def test_scopes_of_dependencies(tmp_path: Path, release: str, is_told: bool) -> None:
    found = messages(tmp_path, SESSIONS, release)
    assert ('scope="function"' in found["FAPI004"]) is is_told
    assert "commit in the path operation" in found["FAPI004"]
    assert ("FAPI018" in found) is is_told
