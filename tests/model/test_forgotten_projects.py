"""What the model knows of a project goes with it: an editor's process sees many states of one."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

from example_cases import cases
from test_mutations import copied

if TYPE_CHECKING:
    from project_files import ProjectFiles

    from flake8_fastapi.model.project import Project


def test_nothing_keeps_a_project_that_is_forgotten(files: ProjectFiles) -> None:
    projects: list[tuple[str, weakref.ref[Project]]] = []
    for case in cases():
        if case.is_bad:
            with copied(case, files) as names:
                files.forget()
                for name in names:
                    files.check(name)
                projects.append((case.code, weakref.ref(files.project)))
    files.forget()
    gc.collect()
    assert [code for code, project in projects if project() is not None] == []
