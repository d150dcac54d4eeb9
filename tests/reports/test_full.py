"""The report for people."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_kit import checked, finding, report, step

from flake8_fastapi.reports.result import FileResult
from flake8_fastapi.reports.terminal import uses_color


def test_a_finding_with_its_code_chain_and_cure(shop_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shop_folder)
    text = report("full", checked("shop/deps.py"))
    shown = text.split("   = cure: ")[0]
    assert shown == (
        "FAPI109 get_customer() blocks the event loop: Session.scalars (shop/crud.py:10); make "
        "current_customer a plain def, or use sqlalchemy.ext.asyncio.AsyncSession, or await "
        "run_in_threadpool(...)\n"
        "  --> shop/deps.py:24:16\n"
        "   |\n"
        "22 | async def current_customer(x_key: Annotated[str, Header()], db=Depends(get_db)) -> Customer:\n"
        '23 |     """Block the event loop for every handler that depends on this, plain ones too."""\n'
        "24 |     customer = crud.get_customer(db, x_key)  # expect: FAPI109\n"
        "   |                ^^^^^^^^^^^^^^^^^\n"
        "25 |     if customer is None:\n"
        '26 |         raise HTTPException(401, "unknown key", headers={"WWW-Authenticate": "ApiKey"})\n'
        "   |\n"
        "   = calls:\n"
        "       -> Session.scalars at shop/crud.py:10\n"
        "          return db.scalars(select(Customer).where(Customer.key == key)).first()\n"
    )
    assert text.endswith("   = more: fapi rule FAPI109\n\n")


@pytest.mark.parametrize(
    ("line", "column", "marks"),
    [
        ("x = sleep(1)", 4, "    ^^^^^"),
        ("\tx = sleep(1)", 5, "\t    ^^^^^"),
        ("x = '世界'; sleep(1)", 10, " " * 12 + "^^^^^"),
        ("x = '世界'", 4, "    ^"),
        ("@app.get('/')", 0, "^^^^^^^^"),
        ("x", 5, "     ^".replace("     ", " ")),
    ],
)
def test_marks_stand_below_what_they_mark(line: str, column: int, marks: str) -> None:
    shown = report("full", FileResult("main.py", (finding(1, column),), f"{line}\n")).splitlines()
    assert shown[3] == f"1 | {line}"
    assert shown[4] == f"  | {marks}"


def test_the_frame_ends_with_the_file() -> None:
    shown = report("full", FileResult("main.py", (finding(3),), "a\nb\nc")).splitlines()
    assert shown[2:8] == ["  |", "1 | a", "2 | b", "3 | c", "  | ^", "  |"]


def test_a_line_beyond_the_file_has_no_frame() -> None:
    text = report("full", FileResult("main.py", (finding(9),), "a\n"))
    assert "|" not in text
    assert "--> main.py:9:1\n" in text


def test_long_lines_are_cut() -> None:
    text = report("full", FileResult("main.py", (finding(1, 5000),), "x" * 9000))
    assert max(map(len, text.splitlines())) < 400


def test_steps_in_files_that_cannot_be_read() -> None:
    text = report("full", FileResult("nowhere/main.py", (finding(chain=(step(),)),), "a\n"))
    assert "-> Session.get at " in text


def test_colours_only_where_they_are_wanted() -> None:
    result = FileResult("main.py", (finding(chain=(step(),)),), "time.sleep(1)\n")
    for output_format in ("full", "concise"):
        plain = report(output_format, result)
        colored = report(output_format, result, color=True)
        assert "\x1b" not in plain
        assert "\x1b[1;31mFAPI101\x1b[0m" in colored


class _Terminal:
    def isatty(self) -> bool:
        return True


def test_when_colours_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    terminal = _Terminal()
    assert uses_color(terminal)  # type: ignore[arg-type]
    monkeypatch.setenv("TERM", "dumb")
    assert not uses_color(terminal)  # type: ignore[arg-type]
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert uses_color(terminal)  # type: ignore[arg-type]
    monkeypatch.setenv("NO_COLOR", "1")
    assert not uses_color(terminal)  # type: ignore[arg-type]
