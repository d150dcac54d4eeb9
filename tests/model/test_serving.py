"""Which functions are on the request path, whoever is asked about first."""

from __future__ import annotations

from project_files import ProjectFiles

from flake8_fastapi.model.resources.serving import MOST_CALLERS

HELPERS = """
def shared():
    return 1


def middle():
    return shared()
"""
USER = "from fastapi import APIRouter\n\nfrom helpers import {helper}\n\nrouter = APIRouter()\n"


def serves(files: ProjectFiles, *names: str) -> list[bool]:
    """What a fresh model says of functions of the helpers, asked in this order."""
    files.forget()
    module = files.project.module_at(str(files.root / "helpers.py"))
    assert module is not None
    functions = {each.name: each for each in module.skeleton.functions}
    return [files.project.serving.serves(functions[name]) for name in names]


def test_a_function_that_very_many_path_operations_call_serves_requests(files: ProjectFiles) -> None:
    handlers = (
        f"\n\n@router.get('/{number}')\ndef handler_{number}():\n    return shared()\n"
        for number in range(MOST_CALLERS + 5)
    )
    files.write({"helpers.py": HELPERS, "users.py": USER.format(helper="shared") + "".join(handlers)})
    assert serves(files, "shared") == [True]


def test_what_others_call_does_not_depend_on_who_is_asked_about_first(files: ProjectFiles) -> None:
    others = (f"\n\ndef other_{number}():\n    return shared()\n" for number in range(MOST_CALLERS - 5))
    steps = (f"\n\ndef step_{number}():\n    return middle()\n" for number in range(MOST_CALLERS - 5))
    handler = "\n\n@router.get('/')\ndef handler():\n    return step_0()\n"
    files.write(
        {
            "helpers.py": HELPERS + "".join(steps) + "".join(others),
            "users.py": USER.format(helper="step_0") + handler,
        }
    )
    first, then = serves(files, "middle", "shared")
    assert serves(files, "shared", "middle") == [then, first]
    assert first
