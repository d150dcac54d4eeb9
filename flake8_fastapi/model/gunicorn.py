"""Gunicorn's configuration files: what they say of the worker class, and what else may say it."""

from __future__ import annotations

import ast
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.model.disk import DIRECTORY, kind_of, read_text
from flake8_fastapi.model.layout import SKIPPED_DIRECTORIES
from flake8_fastapi.model.located import Located

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project

CONFIGURATION = re.compile(r"gunicorn[\w.-]*\.py$")
READ_BY_ITSELF = "gunicorn.conf.py"
"""The configuration that Gunicorn reads without being told."""

SETTINGS = frozenset(
    {"accesslog", "backlog", "bind", "capture_output", "errorlog", "forwarded_allow_ips"}
    | {"graceful_timeout", "keepalive", "loglevel", "max_requests", "max_requests_jitter", "pidfile"}
    | {"preload_app", "proc_name", "threads", "timeout", "worker_class", "worker_connections"}
    | {"worker_tmp_dir", "workers", "wsgi_app"}
)
"""Settings that tell a file of Gunicorn's from one that only has its name."""

START = re.compile(
    r"Dockerfile|Containerfile|Procfile|Makefile|[Jj]ustfile|.*\.(?:sh|ya?ml|toml|service|env|ini|cfg)$"
)
"""Files that may hold the command that starts the server."""

WORKER_OPTION = re.compile(r"(?:^|[\s\"'])(?:-k|--worker-class)\b", re.MULTILINE)
WSGI = re.compile(
    rb"^[ \t]*(?:from|import)[ \t]+(?:flask|django|bottle|falcon|pyramid|a2wsgi)\b", re.MULTILINE
)
LARGEST_START_FILE = 256 * 1024


@dataclass(frozen=True, slots=True)
class GunicornConfiguration(Located):
    """A configuration file of Gunicorn, in a project whose applications are all ASGI as far as is seen.

    ``worker_class`` is what the file names, None where it names none and where nothing else in the
    project does. A file that says it in a way that is not understood gives no such node.
    """

    worker_class: str | None
    node: ast.stmt


def gunicorn_configurations(module: Module) -> Iterator[GunicornConfiguration]:
    """What the file says, if it is a configuration of Gunicorn's."""
    name = os.path.basename(module.path)
    if CONFIGURATION.match(name) is None:
        return
    body = module.index.tree.body
    if name != READ_BY_ITSELF and not any(known in SETTINGS for known in module.skeleton.bindings):
        return
    assigned = [each for each in module.index.of_kind(ast.Assign) if _assigns(each, "worker_class")]
    if not assigned:
        says_itself = module.skeleton.stars or module.lookup("worker_class") or name != READ_BY_ITSELF
        statements = [each for each in body if not _is_text(each)]
        if statements and not says_itself and not _is_wsgi(module.project):
            if not _is_named_elsewhere(module.project):
                yield GunicornConfiguration(None, statements[0])
        return
    values = [module.observation.constant(each.value) for each in assigned]
    if len(set(values)) == 1 and isinstance(values[0], str) and not _is_wsgi(module.project):
        yield GunicornConfiguration(values[0], assigned[0])


def _assigns(node: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in node.targets)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_wsgi(project: Project) -> bool:
    """Whether Gunicorn may serve something else: a WSGI application, or an ASGI one wrapped into WSGI."""
    return any(WSGI.search(content) for _, content in project.survey.contents())


def _is_named_elsewhere(project: Project) -> bool:
    """Whether a command, script or container file gives Gunicorn a worker class."""
    return any(
        "gunicorn" in text.lower() and WORKER_OPTION.search(text) is not None
        for text in _start_files(project)
    )


def _start_files(project: Project) -> Iterator[str]:
    """The texts of the files at the root and in its folders that may start a server."""
    for directory in [project.root, *_folders(project)]:
        for name in sorted(project.directories.names_in(directory)):
            if START.match(name) is not None:
                text = read_text(os.path.join(directory, name), LARGEST_START_FILE)
                if text is not None:
                    yield text


def _folders(project: Project) -> Iterator[str]:
    for name in sorted(project.directories.names_in(project.root)):
        path = os.path.join(project.root, name)
        if not name.startswith(".") and name not in SKIPPED_DIRECTORIES and kind_of(path) == DIRECTORY:
            yield path
