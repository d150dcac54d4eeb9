"""What messages say of how to cure a finding."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from flake8_fastapi.engine import check
from flake8_fastapi.settings import Settings

HANDLER = """\
import bcrypt
import pytesseract
from fastapi import FastAPI

app = FastAPI()


@app.post("/")
async def sign_up(password: str) -> None:
    {work}
    {rest}
"""


@pytest.mark.parametrize(
    "work", ["bcrypt.hashpw(password.encode(), bcrypt.gensalt())", "pytesseract.image_to_string(password)"]
)
@pytest.mark.parametrize("rest", ["pass", "await app.other()"])
def test_no_cure_is_named_twice(tmp_path: Path, work: str, rest: str) -> None:
    """Only a function that awaits nothing can be a plain def, and what tables recommend is not said again."""
    path = tmp_path / "main.py"
    text = HANDLER.format(work=work, rest=rest)
    path.write_text(text)
    findings = check(ast.parse(text), str(path), text.splitlines(keepends=True), Settings())
    blocking = [each.message for each in findings if each.code in ("FAPI107", "FAPI108", "FAPI106")]
    assert len(blocking) == 1
    assert blocking[0].count("plain") == (rest == "pass")
    assert blocking[0].count("run_in_threadpool") == 1
