"""FAPI910: a response that passes the declared response model by."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.framework_names import RESPONSE
from flake8_fastapi.model.routing.handlers import class_names, name_of, returned, status_of
from flake8_fastapi.model.tree_walk import own_nodes
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import ClassObject, Instance, Items
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.routing.objects import PathOperation

JSON_RESPONSES = role("json-responses").names
DATA = frozenset({"json.load", "json.loads"})
"""What gives data that is of no model."""

TABLES = role("table-bases").names - role("model-bases").names
"""The bases of models of tables, of which nobody takes the fields away."""

METHODS = frozenset({"staticmethod", "classmethod"})
"""Decorators that leave a function's result as it is."""

DUMPS = frozenset({"model_dump", "dict", "model_dump_json", "json"})


class BypassedResponseModel(Rule):
    """A path operation with a response model returns a ``JSONResponse`` that it fills itself.

    Why: FastAPI hands a Response on as it is. Neither is the data checked nor are the fields removed
    that the model does not have: what was declared to be hidden is sent.

    Cure: return the data, and set headers and status on an injected ``response: Response``; or build
    the content from the model (``Model(...).model_dump(mode="json")``).

    Exempt: responses with a status outside of 2xx, which have another shape; content that is a dump of
    a model; ``response_model=None``; files, streams and redirects.

    Cannot see: responses that are made in other functions or held in a name that is assigned more than
    once, content whose origin is neither a literal that stands in the function, the module or a function that
    returns nothing else, nor parsed JSON, nor a row of SQLAlchemy's that ``jsonable_encoder`` is given.

    Source: beyond the guide; the proof shows the field that leaks.
    """

    code = "FAPI910"
    name = "bypassed-response-model"
    message = "{response} passes {model} by: its content is sent unchecked and unfiltered"
    guide = ""
    gate = ("JSONResponse",)

    def visit_PathOperation(self, operation: PathOperation) -> None:
        """Look at the JSON responses that a path operation with a model returns."""
        model = self._model(operation)
        if model is None or operation.decorators_below:
            return
        for _, given in returned(self.module, operation.function):
            value = self._made(given, operation)
            if not isinstance(value, ast.Call) or (not value.args and not value.keywords):
                continue
            if name_of(self.module, value.func) in JSON_RESPONSES and self._is_success(value):
                content = _given(value, "content", 0)
                if content is not None and not self._is_from_model(content):
                    self.report(value, response=ast.unparse(value.func), model=model)

    def _made(self, value: ast.expr | None, operation: PathOperation) -> ast.expr | None:
        """What makes the returned value: behind a local name too, unless its status is set afterwards."""
        if not isinstance(value, ast.Name):
            return value
        for each in self.module.index.of_kind(ast.Attribute):
            if each.attr == "status_code" and isinstance(each.ctx, ast.Store):
                if self.module.index.function_around(each) is operation.function:
                    return None
        scope = self.module.routing.scope_of(value)
        behind = self.module.project.routing.resolver.value_of(value, scope)
        return behind[0] if behind is not None else None

    def _model(self, operation: PathOperation) -> str | None:
        """The declared model as it is written; None where there is none, or where that is not known."""
        for route in operation.routes:
            model = route.keywords.get("response_model")
            if model is not None:
                if isinstance(model, ast.Constant):
                    return None
                return ast.unparse(model) if self._is_model(model) else None
            if route.has_unknown_arguments:
                return None
        returns = operation.function.returns
        if returns is not None and self._is_model(returns):
            return ast.unparse(returns)
        return None

    def _is_model(self, node: ast.expr) -> bool:
        """Whether an expression names a class of the project with fields, or a container of one."""
        if isinstance(node, ast.Subscript):
            inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            return any(self._is_model(each) for each in inner)
        if not isinstance(node, (ast.Name, ast.Attribute)):
            return False
        resolver = self.module.project.routing.resolver
        of = resolver.type_of(node, self.module.routing.scope_of(node))
        return isinstance(of, ClassObject) and RESPONSE not in class_names(self.module, node)

    def _is_success(self, call: ast.Call) -> bool:
        if any(keyword.arg is None for keyword in call.keywords):
            return False
        status = _given(call, "status_code", 1)
        if status is None:
            return True
        known = status_of(self.module, status)
        return known is not None and 200 <= known < 300

    def _is_from_model(self, content: ast.expr) -> bool:
        """Whether the content may be a dump of a model, or is nothing."""
        if isinstance(content, ast.Call):
            # Only an encoder of what we see: a list of models may stand in any variable.
            called = name_of(self.module, content.func)
            if called in DATA:
                return False
            if called == "fastapi.encoders.jsonable_encoder" and content.args:
                return not self._is_of_table(content.args[0]) and self._is_from_model(content.args[0])
            return not self._makes_dictionary(content)
        if isinstance(content, ast.Await):
            return self._is_from_model(content.value)
        if isinstance(content, ast.ListComp):
            return not isinstance(content.elt, (ast.Call, ast.Dict)) or self._is_from_model(content.elt)
        if isinstance(content, ast.Name):
            scope = self.module.routing.scope_of(content)
            behind = self.module.project.routing.resolver.value_of(content, scope)
            return behind is None or isinstance(behind[0], ast.Name) or self._is_from_model(behind[0])
        if isinstance(content, ast.Subscript):
            return self._is_from_model(content.value)
        if isinstance(content, ast.Dict):
            return any(self._is_dump(each) for each in (*content.values, *filter(None, content.keys)))
        if isinstance(content, ast.List):
            return all(self._is_from_model(each) for each in content.elts)
        return True

    def _is_of_table(self, content: ast.expr) -> bool:
        """Whether the content is a row of a table, or a list of such."""
        observation = self.module.observation
        of = observation.type_of(content)
        return any(
            isinstance(each, Instance) and not TABLES.isdisjoint(observation.lineage_names(each.cls))
            for each in alternatives(of.item if isinstance(of, Items) else of)
        )

    def _makes_dictionary(self, call: ast.Call) -> bool:
        """Whether a function of the project is called that returns nothing but dictionaries that it fills."""
        if not isinstance(call.func, (ast.Name, ast.Attribute)):
            return False
        resolver = self.module.project.routing.resolver
        called = resolver.function_of(call.func, self.module.routing.scope_of(call))
        node = called.node() if called is not None else None
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return False
        if not {ast.unparse(each) for each in node.decorator_list} <= METHODS:
            return False
        values = [each.value for each in own_nodes(node) if isinstance(each, ast.Return)]
        return bool(values) and all(
            isinstance(each, ast.Dict)
            and None not in each.keys
            and not any(self._is_dump(value) for value in each.values)
            for each in values
        )

    def _is_dump(self, value: ast.expr) -> bool:
        return (
            isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr in DUMPS
        )


def _given(call: ast.Call, name: str, position: int) -> ast.expr | None:
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    if len(call.args) > position and not any(isinstance(each, ast.Starred) for each in call.args):
        return call.args[position]
    return None
