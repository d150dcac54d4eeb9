"""How texts get to a client beside answers: messages over a websocket, and what streams yield."""

from __future__ import annotations

import ast
import re
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.configuration.names import reference
from flake8_fastapi.model.observation import argument
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.streaming import CONTENT, STREAMS
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import ClassObject, FunctionObject

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition, FunctionNode
    from flake8_fastapi.model.module import Module

WEBSOCKET = "starlette.websockets.WebSocket"
SENDING = {
    name.removeprefix(f"{WEBSOCKET}."): (parameter, position)
    for name, (parameter, position) in role("websocket-sends").values.items()
}
"""The methods of a websocket by which a client gets to read something, each with the parameter."""

STREAM_NAMES = frozenset(name.rpartition(".")[2] for name in STREAMS)


class Sending:
    """Tells of the functions of one file what they send while a connection is open."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.observation = module.observation

    def over_socket(self, call: ast.Call) -> ast.expr | None:
        """What a call sends over a websocket, also as the reason why it closes it; None for other calls."""
        function = call.func
        if not isinstance(function, ast.Attribute) or function.attr not in SENDING:
            return None
        given = argument(call, *SENDING[function.attr])
        is_sent = given is not None and self.observation.is_instance(function.value, WEBSOCKET)
        return given if is_sent else None

    def is_streamed(self, function: FunctionNode | None) -> bool:
        """Whether a response of the project sends what a generator function yields."""
        definition = self.observation.definition_of(function) if function is not None else None
        if definition is None:
            return False
        if (definition.line, definition.column) in self._streamed_here:
            return True
        return definition.parent is None and self._is_streamed_elsewhere(definition)

    @cached_property
    def _streamed_here(self) -> set[tuple[int, int]]:
        """The places of the file's own generator functions that it makes responses of."""
        found: set[tuple[int, int]] = set()
        for call in self.module.index.of_kind(ast.Call):
            given = argument(call, CONTENT, 0) if last_name(call.func)[:1].isupper() else None
            if not isinstance(given, ast.Call) or not self._makes_stream(call):
                continue
            for of in alternatives(self.observation.type_of(given.func)):
                if isinstance(of, FunctionObject) and of.definition.module is self.module:
                    found.add((of.definition.line, of.definition.column))
        return found

    def _makes_stream(self, call: ast.Call) -> bool:
        """Whether a call makes a streaming response, or one of a class of the project's own."""
        if last_name(call.func) in STREAM_NAMES:
            return self.observation.called(call) in STREAMS
        of = reference(self.module, call.func)
        return isinstance(of, ClassObject) and bool(
            STREAMS & self.observation.lineage_names(of.definition)
            and not of.definition.methods.get("__init__")
        )

    def _is_streamed_elsewhere(self, definition: FunctionDefinition) -> bool:
        """Whether another file calls the function, by its name, where it makes such a response."""
        calling = rf"\(\s*(?:{CONTENT}\s*=\s*)?(?:\w+\.)*{definition.name}\("
        streaming = re.compile(rf"\b(?:{'|'.join(sorted(STREAM_NAMES))}){calling}".encode())
        survey = self.module.project.survey
        others = [path for path in survey.paths_with_word(definition.name) if path != self.module.path]
        return next(survey.files(streaming.search, others), None) is not None
