"""FAPI801: an application object where Uvicorn needs an import string."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.model.configuration.mapping import keywords_of
from flake8_fastapi.model.configuration.places import place_of
from flake8_fastapi.model.configuration.resolver import ConfiguredValues
from flake8_fastapi.model.definitions import ImportBinding
from flake8_fastapi.model.imported_names import imported_name
from flake8_fastapi.model.observation import argument
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import ClassObject, FunctionObject, Instance
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.fixes.draft import Draft

UNKNOWN_STRING = '"module:app"'
"""What to pass where it is not known how the application is imported."""


class UvicornAppObject(Rule):
    """``uvicorn.run(app, reload=True)``, or with several workers, gets the application itself.

    Why: reloading and workers start new processes, which must import the application. With an
    object instead of an import string Uvicorn logs a warning and exits with an error: nothing is
    served.

    Cure: ``uvicorn.run("package.main:app", reload=True)``; for a factory its import string and
    ``factory=True``.

    Exempt: one process without reloading, where the object is right; import strings, also in
    variables.

    Cannot see: values of ``reload`` and ``workers`` that come from settings or the command line,
    and applications of unknown type.

    Source: beyond the guide's command line; Uvicorn's documentation and its behaviour.
    """

    code = "FAPI801"
    name = "uvicorn-app-object"
    message = (
        "uvicorn.run() exits at once: {option} needs an import string, not the object {app}; pass {string}"
    )
    guide = "Production Deployment"
    gate = ("uvicorn",)
    fix = "safe"

    def visit_Call(self, call: ast.Call) -> None:
        """Report an object beside options that need an import string."""
        options = [keyword.value for keyword in call.keywords if keyword.arg in ("reload", "workers")]
        unpacks = any(keyword.arg is None for keyword in call.keywords)
        if not unpacks and not any(self._may_start_processes(option) for option in options):
            return
        if imported_name(self.module, call.func) != "uvicorn.run":
            return
        app = argument(call, "app", 0)
        needed = self._needs_string(call)
        if app is not None and needed and self._is_object(app):
            string = self._import_string(app)
            known = string != UNKNOWN_STRING
            fix = partial(_pass_string, app, string) if known else None
            self.report(call, option=needed, app=ast.unparse(app), string=string, fix=fix)

    def _needs_string(self, call: ast.Call) -> str:
        """The option that makes Uvicorn start processes; empty where none surely does."""
        for name, node in self._options(call).items():
            value = self.module.observation.constant(node)
            if name == "reload" and value is True:
                return "reload=True"
            if name == "workers" and isinstance(value, int) and value > 1:
                return f"workers={value}"
        return ""

    def _options(self, call: ast.Call) -> dict[str, ast.expr]:
        """The keyword arguments of a call, with a dictionary behind ``**`` that is written out."""
        if all(keyword.arg is not None for keyword in call.keywords):
            return {str(keyword.arg): keyword.value for keyword in call.keywords}
        found = keywords_of(ConfiguredValues(self.module.project), call, place_of(self.module, call))
        return {name: node for name, (node, _) in found.found.items()} if found.is_complete else {}

    def _is_object(self, app: ast.expr) -> bool:
        return all(
            isinstance(each, (FunctionObject, ClassObject))
            or (isinstance(each, Instance) and each.cls != "builtins.str")
            for each in alternatives(self.module.observation.type_of(app))
        )

    def _import_string(self, app: ast.expr) -> str:
        """How the application is imported, as far as its name tells."""
        if not isinstance(app, ast.Name):
            return UNKNOWN_STRING
        bindings = self.module.lookup(app.id)
        if len(bindings) == 1 and isinstance(binding := bindings[0], ImportBinding) and binding.attribute:
            return f'"{self.module.absolute_name(binding)}:{binding.attribute}"'
        return f'"{self.module.name}:{app.id}"' if bindings else UNKNOWN_STRING

    def _may_start_processes(self, option: ast.expr) -> bool:
        """Whether an option may be a literal that starts processes; what callers give is not known."""
        if isinstance(option, ast.Constant):
            return option.value is True or option.value not in (0, 1, None)
        function = self.module.index.function_around(option)
        parameters = [*function.args.args, *function.args.kwonlyargs] if function is not None else []
        return isinstance(option, ast.Name) and option.id not in {each.arg for each in parameters}


def _pass_string(app: ast.expr, string: str, draft: Draft) -> str:
    draft.demand_of_module(app)
    draft.replace(app, string)
    return f"Pass the import string {string}"
