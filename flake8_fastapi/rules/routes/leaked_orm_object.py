"""FAPI923: a row with a secret column that is sent as it is."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_fastapi.model.routing.handlers import parameters, returned
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import Items
from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.routes.base import ROUTE_GATE

if TYPE_CHECKING:
    from flake8_fastapi.model.routing.objects import PathOperation


class LeakedORMObject(Rule):
    """A path operation without a response model returns an ORM object that has a column for a secret.

    Why: without a model every column is sent: password hashes, API keys, salts.

    Cure: a response model with the public fields.

    Exempt: routes with a ``response_model`` or a return annotation.

    Cannot see: rows whose class the function does not name, unless a dependency gives them; nested path
    operations; secrets under other names: columns are judged by their names (password, secret, api_key,
    private_key, salt, hash).

    Source: beyond the guide, whose Authentication Pattern returns the user as it is; the proof shows
    the hash in the answer. Opt-in, because names are no proof.
    """

    code = "FAPI923"
    name = "leaked-orm-object"
    message = "{function}() sends every column of {cls}, also {column}: declare a response model"
    opt_in = True
    guide = ""
    gate = ROUTE_GATE

    def visit_PathOperation(self, operation: PathOperation) -> None:
        """Look at the types of what is returned."""
        if operation.function.returns is not None or operation.decorators_below:
            return
        if any(
            "response_model" in route.keywords or route.has_unknown_arguments for route in operation.routes
        ):
            return
        if self.module.index.function_around(operation.function) is not None:
            return  # what nested functions use is only known once the whole of the outer one is evaluated
        text = self.module.project.bodies.text_of(operation.definition)
        is_mentioned = self.module.project.routing.secret_columns.are_mentioned(text)
        given = {parameter.arg for parameter, _ in parameters(operation.function)}
        for statement, value in returned(self.module, operation.function):
            # A dependency may have found the row; else its class is named.
            if not is_mentioned and not (isinstance(value, ast.Name) and value.id in given):
                continue
            found = self._secret_in(value)
            if found is not None:
                cls, column = found
                self.report(statement, function=operation.name, cls=cls, column=column)

    def _secret_in(self, value: ast.expr) -> tuple[str, str] | None:
        """The class and the column of a row, or of the rows in a list or dictionary."""
        secrets = self.module.project.routing.secret_columns
        for each in (value, *value.values) if isinstance(value, ast.Dict) else (value,):
            for of in alternatives(self.module.observation.type_of(each)):
                found = secrets.of_type(of.item if isinstance(of, Items) else of)
                if found is not None:
                    return found
        return None
