"""Where a file uses what its libraries have deprecated or removed."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.deprecated_apis import DeprecatedApi, deprecated_apis
from flake8_fastapi.model.compatibility import depends_on_version
from flake8_fastapi.model.imported_names import imported_name
from flake8_fastapi.model.located import Located
from flake8_fastapi.model.observation import argument, has_unpacking
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import Constant, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.module import Module


@dataclass(frozen=True, slots=True)
class DeprecatedUse(Located):
    """One use of a deprecated name, argument or way of calling."""

    api: DeprecatedApi
    node: ast.expr | ast.keyword


def deprecated_uses(module: Module) -> Iterator[DeprecatedUse]:
    """The uses in the file being checked."""
    yield from _Search(module).uses()


class _Search:
    """Asks for the names that the file imports; functions are evaluated only where there is no other way."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.index = module.index
        self.observation = module.observation
        self.apis = deprecated_apis()
        aliases = module.index.of_kind(ast.alias)
        self.renamed = {each.asname: each.name for each in aliases if each.asname and each.name in self.apis}
        self.imported = {each.asname or each.name.partition(".")[0] for each in aliases}

    def uses(self) -> Iterator[DeprecatedUse]:
        names: list[ast.expr] = [*self.index.of_kind(ast.Name), *self.index.of_kind(ast.Attribute)]
        for node in names:
            candidates = [api for api in self._candidates(node) if not api.argument and not api.first]
            if candidates and not isinstance(getattr(node, "ctx", None), ast.Store):
                yield from self._first_that_holds(candidates, self._name(node), node)
        for call in self.index.of_kind(ast.Call):
            candidates = [api for api in self._candidates(call.func) if api.argument or api.first]
            if not candidates:
                continue
            for keyword in call.keywords:
                given = [api for api in candidates if api.argument and api.argument == keyword.arg]
                if given:
                    yield from self._first_that_holds(given, self._name(call.func), keyword)
            methods = [api for api in candidates if api.first and self._lacks(call, api.first)]
            if methods:
                yield from self._first_that_holds(methods, self.observation.called(call), call)

    def _name(self, node: ast.expr) -> str:
        """The dotted name of what an imported name, or an attribute of one, stands for."""
        root = node
        while isinstance(root, ast.Attribute):
            root = root.value
        is_imported = isinstance(root, ast.Name) and root.id in self.imported
        return imported_name(self.module, node) if is_imported else ""

    def _candidates(self, node: ast.expr) -> tuple[DeprecatedApi, ...]:
        """The rows whose names end as a name does."""
        if isinstance(node, ast.Attribute):
            return self.apis.get(node.attr, ())
        if isinstance(node, ast.Name):
            return self.apis.get(self.renamed.get(node.id, node.id), ())
        return ()

    def _first_that_holds(
        self, candidates: list[DeprecatedApi], name: str, node: ast.expr | ast.keyword
    ) -> Iterator[DeprecatedUse]:
        for api in candidates:
            if api.name == name and api.holds(self.module.project):
                if not depends_on_version(self.index, node):
                    yield DeprecatedUse(api, node)
                return

    def _lacks(self, call: ast.Call, parameter: str) -> bool:
        """Whether a call gives a text or nothing for its first parameter."""
        given = argument(call, parameter, 0)
        if given is None:
            return bool(call.args or call.keywords) and not has_unpacking(call)
        types = alternatives(self.observation.type_of(given))
        return all(
            (isinstance(each, Constant) and isinstance(each.value, str))
            or (isinstance(each, Instance) and each.cls == "builtins.str")
            for each in types
        )
