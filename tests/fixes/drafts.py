"""Runs verbs on a text and shows what comes out, without any rule."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from flake8_fastapi.fixes.apply import apply_edits, parse
from flake8_fastapi.fixes.draft import Draft
from flake8_fastapi.fixes.edit import CannotFixError
from flake8_fastapi.fixes.source_text import SourceText
from flake8_fastapi.model.project import Project
from flake8_fastapi.settings import Settings

Use = Callable[[Draft], object]


def changed(folder: Path, text: str, use: Use) -> str:
    """The text after the verbs that a function calls on a draft; it must parse."""
    (folder / "pyproject.toml").touch()
    path = folder / "file.py"
    module = Project.containing(str(path), Settings()).open(str(path), text, ast.parse(text))
    draft = Draft(SourceText(text), module)
    use(draft)
    after = apply_edits(text, draft.finish("safe", "Change it").edits)
    assert parse(after) is not None, after
    return after


def refused(folder: Path, text: str, use: Use) -> str:
    """Why the verbs refuse this text."""
    with pytest.raises(CannotFixError) as reason:
        changed(folder, text, use)
    return str(reason.value)


def call(draft: Draft, name: str = "f") -> ast.Call:
    """The first call of a plain name in the text."""
    return next(
        each
        for each in draft.index.of_kind(ast.Call)
        if isinstance(each.func, ast.Name) and each.func.id == name
    )


def function(draft: Draft) -> ast.FunctionDef | ast.AsyncFunctionDef:
    """The first function of the text."""
    return next(
        each for each in draft.index.nodes if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef))
    )
