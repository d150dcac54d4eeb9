"""FAPI802: Uvicorn's own worker classes for Gunicorn."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft

PACKAGE = "uvicorn_worker"
"""Where the classes have moved to."""

WORKER = re.compile(r"uvicorn\.workers\.(Uvicorn(?:H11)?Worker)")
SETTING = "worker_class"
OPTIONS = ("-k", "--worker-class")


class DeprecatedWorkerClass(Rule):
    """Gunicorn is told to use ``uvicorn.workers.UvicornWorker`` or ``UvicornH11Worker``.

    Why: Uvicorn has deprecated the module ``uvicorn.workers``; importing it warns, and it will go.

    Cure: the same class from the package ``uvicorn-worker``: ``uvicorn_worker.UvicornWorker``.
    Gunicorn's own ``asgi`` worker and ``uvicorn --workers`` are others.

    Exempt: texts that only mention or compare the name.

    Cannot see: command lines outside of Python, and names that are put together.

    Source: the guide's own command names this class (line 446); importing it with Uvicorn 0.54
    gives the DeprecationWarning.
    """

    code = "FAPI802"
    name = "deprecated-worker-class"
    message = "uvicorn.workers.{name} is deprecated: install uvicorn-worker and use uvicorn_worker.{name}"
    guide = "Production Deployment"
    gate = ("uvicorn.workers",)
    fix = "safe"

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        """Report the import of a worker class."""
        if node.module == "uvicorn.workers" and not node.level:
            for alias in node.names:
                if alias.name in ("UvicornWorker", "UvicornH11Worker"):
                    self.report(alias, name=alias.name, fix=partial(self._import_it, node, alias.name))

    def visit_Constant(self, node: ast.Constant) -> None:
        """Report a worker class in a setting, an option or a command."""
        if isinstance(node.value, str) and (match := WORKER.search(node.value)) is not None:
            if self._is_set(node, node.value, exactly=match.group() == node.value):
                self.report(node, name=match.group(1), fix=partial(self._name_it, node, match.group()))

    def _import_it(self, node: ast.ImportFrom, name: str, draft: Draft) -> str:
        self._ask_for_package(draft)
        draft.move_import(node, name, PACKAGE)
        return f"Import {name} from {PACKAGE}"

    def _name_it(self, node: ast.Constant, old: str, draft: Draft) -> str:
        self._ask_for_package(draft)
        new = old.replace("uvicorn.workers", PACKAGE)
        draft.replace_in_text(node, old, new)
        return f"Use {new}"

    def _ask_for_package(self, draft: Draft) -> None:
        """The old class works; the new one only where its package is installed."""
        if not self.module.project.versions.names("uvicorn-worker"):
            draft.mark_unsafe()

    def _is_set(self, node: ast.Constant, text: str, exactly: bool) -> bool:
        """Whether a text tells Gunicorn its worker class, where it stands."""
        if not exactly:
            parent = self.module.index.parent(node)
            is_text_alone = isinstance(parent, ast.Expr)  # a docstring
            return (
                not is_text_alone
                and re.search(r"(?:-k|--worker-class)[ =]*uvicorn\.workers\.", text) is not None
            )
        child: ast.AST = node
        for above in self.module.index.ancestors(node):
            if isinstance(above, (ast.IfExp, ast.BoolOp)):
                child = above
                continue
            return _sets_worker(above, child)
        return False


def _sets_worker(above: ast.AST, child: ast.AST) -> bool:
    """Whether a node gives its child to Gunicorn as the worker class."""
    if isinstance(above, ast.Assign):
        return any(_is_setting(target) for target in above.targets)
    if isinstance(above, ast.AnnAssign):
        return _is_setting(above.target)
    if isinstance(above, ast.keyword):
        return above.arg == SETTING
    if isinstance(above, ast.Dict):
        return any(
            value is child and _is_text(key, SETTING)
            for key, value in zip(above.keys, above.values, strict=True)
        )
    if isinstance(above, (ast.List, ast.Tuple)):
        before = above.elts[above.elts.index(child) - 1] if child in above.elts[1:] else None
        return _is_text(before, *OPTIONS) or (isinstance(above, ast.Tuple) and _is_text(before, SETTING))
    if isinstance(above, ast.Call):  # ``cfg.set("worker_class", ...)``, ``os.getenv("WORKER_CLASS", ...)``
        return (
            len(above.args) == 2
            and above.args[1] is child
            and _is_text(above.args[0], SETTING, "WORKER_CLASS")
        )
    return False


def _is_setting(target: ast.expr) -> bool:
    if isinstance(target, ast.Subscript):
        return _is_text(target.slice, SETTING)
    name = last_name(target)
    return name.lower().endswith(SETTING)


def _is_text(node: ast.expr | None, *texts: str) -> bool:
    return isinstance(node, ast.Constant) and node.value in texts
