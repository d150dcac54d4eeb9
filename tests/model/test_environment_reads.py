"""Reads of the environment by libraries that are not installed here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.model.request_path.uses import made_per_request

if TYPE_CHECKING:
    from project_files import ProjectFiles

CODE = """
from decouple import config
from fastapi import FastAPI, HTTPException

from app.configuration import config as own

app = FastAPI()
KEY = config("KEY")

@app.get("/key")
def read_key():
    return config("KEY", default="")

@app.get("/kept")
def read_kept():
    return KEY

@app.get("/own")
def read_own():
    return own("KEY")
"""


def test_decouple_reads_the_environment_where_it_is_called(files: ProjectFiles) -> None:
    files.write({"app/main.py": CODE, "app/configuration.py": "def config(name):\n    return name\n"})
    made = list(made_per_request(files.open("app/main.py")))
    assert [(each.kind, each.function.name) for each in made] == [("environment", "read_key")]
