"""Which worker class a configuration of Gunicorn says, or leaves to Gunicorn."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

from flake8_fastapi.model.gunicorn import GunicornConfiguration, gunicorn_configurations

PLAIN = '"""Gunicorn reads this file by itself."""\n\nbind = "0.0.0.0:8000"\nworkers = 4\n'


def configurations(files: ProjectFiles, name: str) -> list[tuple[str | None, int]]:
    """The worker classes and lines that a file gives."""
    found: list[GunicornConfiguration] = list(gunicorn_configurations(files.open(name)))
    return [(each.worker_class, each.lineno) for each in found]


def test_a_missing_class_is_noted_once_on_the_first_statement(files: ProjectFiles) -> None:
    files.write({"gunicorn.conf.py": PLAIN})
    assert configurations(files, "gunicorn.conf.py") == [(None, 3)]
    files.codes = ("FAPI803",)
    assert [(each.code, each.line) for each in files.check("gunicorn.conf.py")] == [("FAPI803", 3)]


def test_a_file_that_must_be_named_on_a_command_may_have_its_class_there(files: ProjectFiles) -> None:
    files.write({"gunicorn_conf.py": PLAIN})
    assert configurations(files, "gunicorn_conf.py") == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Dockerfile", 'CMD ["gunicorn", "-k", "uvicorn_worker.UvicornWorker", "main:app"]\n'),
        ("start.sh", "exec gunicorn main:app --worker-class asgi\n"),
        ("deploy/compose.yaml", "command: gunicorn -k asgi main:app\n"),
        ("flask_admin.py", "from flask import Flask\n"),
        ("wrapped.py", "import a2wsgi\n"),
    ],
)
def test_a_class_or_an_application_elsewhere(files: ProjectFiles, name: str, text: str) -> None:
    files.write({"gunicorn.conf.py": PLAIN, name: text})
    assert configurations(files, "gunicorn.conf.py") == []


def test_a_start_file_without_the_option_says_nothing(files: ProjectFiles) -> None:
    files.write({"gunicorn.conf.py": PLAIN, "Dockerfile": 'CMD ["gunicorn", "main:app"]\n'})
    assert configurations(files, "gunicorn.conf.py") == [(None, 3)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('worker_class = "sync"\n', [("sync", 1)]),
        ('import os\n\nworker_class = os.environ["WORKER"]\n', []),
        ('worker_class: str = "sync"\n', []),
        ("from base import *\n", []),
        ('"""Only a text."""\n', []),
    ],
)
def test_classes_that_are_named(
    files: ProjectFiles, text: str, expected: list[tuple[str | None, int]]
) -> None:
    files.write({"gunicorn.conf.py": text, "base.py": 'worker_class = "asgi"\n'})
    assert configurations(files, "gunicorn.conf.py") == expected


def test_other_files_are_none(files: ProjectFiles) -> None:
    files.write({"settings.py": 'worker_class = "sync"\n', "gunicorn_tools.py": "def start(): ...\n"})
    assert configurations(files, "settings.py") == []
    assert configurations(files, "gunicorn_tools.py") == []
