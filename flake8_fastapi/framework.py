"""Whether a file belongs to a project that uses FastAPI: asked before anything else is loaded.

flake8 runs the plugin over whatever code it is given. Where nothing imports FastAPI or Starlette, the
answer is all that the plugin costs; no rule, table or model is imported for it.
"""

from __future__ import annotations

import functools
import os
import re

from flake8_fastapi.model.disk import read_bytes
from flake8_fastapi.model.layout import Directories, python_files

FRAMEWORK_IMPORT = re.compile(rb"^[ \t]*(?:from|import)[ \t]+(?:fastapi|starlette)\b", re.MULTILINE)

_directories = Directories()


def uses_framework(filename: str, text: str) -> bool:
    """Whether this text mentions FastAPI, or any file of the project that it belongs to imports it."""
    if "fastapi" in text or "starlette" in text:
        return True
    return _project_uses_framework(project_root(os.path.realpath(filename)))


def project_root(path: str) -> str:
    """The directory of the project that a file belongs to, given by its real path."""
    return _directories.project_root(path)


@functools.cache
def _project_uses_framework(root: str) -> bool:
    for path in python_files(root):
        content = read_bytes(path)
        if content is not None and FRAMEWORK_IMPORT.search(content):
            return True
    return False
