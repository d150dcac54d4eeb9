"""Releases and specifiers, held against the rules of PEP 440."""

from __future__ import annotations

import pytest

from flake8_fastapi.versions import admits, check_specifier, parse_release


@pytest.mark.parametrize(
    ("specifier", "inside", "outside"),
    [
        (">=0.118", ["0.118", "0.118.0", "0.118.1", "1.0"], ["0.117.9", "0.9"]),
        (">0.118", ["0.118.1", "0.119"], ["0.118", "0.118.0", "0.117"]),
        ("<0.118", ["0.117.9", "0.9"], ["0.118", "0.118.1"]),
        ("<=0.118", ["0.118.0", "0.117"], ["0.118.1"]),
        ("==0.118", ["0.118", "0.118.0"], ["0.118.1"]),
        ("==0.118.*", ["0.118", "0.118.7"], ["0.117", "0.1180", "0.119"]),
        ("!=0.118", ["0.118.1", "0.117"], ["0.118", "0.118.0"]),
        ("!=0.118.*", ["0.117", "0.119"], ["0.118", "0.118.7"]),
        ("~=0.118.2", ["0.118.2", "0.118.9"], ["0.118.1", "0.118", "0.119"]),
        ("~=0.118", ["0.118", "0.119", "0.999"], ["0.117", "1.0"]),
        (">=0.106, <0.118", ["0.106", "0.117.9"], ["0.105", "0.118"]),
        ("", ["0.1", "9"], []),
    ],
)
def test_admits(specifier: str, inside: list[str], outside: list[str]) -> None:
    check_specifier(specifier)
    assert [text for text in inside + outside if admits(specifier, parse_release(text))] == inside


@pytest.mark.parametrize("text", ["", "0.118rc1", "v0.118", "0.", ".1", "0 .1", "latest", "\u0660.1"])
def test_what_is_no_release(text: str) -> None:
    with pytest.raises(ValueError, match="no release number"):
        parse_release(text)


@pytest.mark.parametrize("specifier", ["0.118", "=0.118", ">=", ">=0.1.*", "~=1", ">=0.1,,<1", ">=0.118rc1"])
def test_what_is_no_specifier(specifier: str) -> None:
    with pytest.raises(ValueError, match=r"comparison|take|two numbers"):
        check_specifier(specifier)
