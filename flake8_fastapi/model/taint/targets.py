"""Redirects, pages, files and requests whose target a client chooses."""

from __future__ import annotations

import ast
import re
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.model.configuration.guards import is_open_to_all
from flake8_fastapi.model.routing.handlers import name_of
from flake8_fastapi.model.taint.flows import PREFIX, Called, Group, Text, unguarded
from flake8_fastapi.model.taint.sinks import ControlledTarget, Sinks, argument_of, calls_of
from flake8_fastapi.model.taint.trace import Trace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flake8_fastapi.knowledge.taint import Sink
    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.taint.flows import Flow
    from flake8_fastapi.model.taint.manner import Origin

REQUEST = re.compile(
    r"\.(?:request|stream|build_request)\(|\.(?:get|post|put|patch|delete|head|options)\(\s*(?:#[^\n]*\n\s*)*"
    r"(?:(?:\w+\s*=[^()]*,\s*)?url\s*=\s*)?"
    r"(?:[A-Za-z_][\w.]*[(\[,)\s]|[fF][\"']{1,3}(?:https?://)?\{|[\"']+(?:https?://)?(?:[\"']+\s*[+%]|%s|\{))"
)
"""A request whose URL does not begin with a literal host or path; a scheme alone is none."""


class Targets(Sinks):
    """The calls of one file that make responses or send requests."""

    family = "target"
    deepest = 2  # what is further away is mostly meant, or checked on the way

    def __init__(self, module: Module) -> None:
        super().__init__(module)
        functions = self._names_used(self.tables.function_words[self.family])
        if HTML in self.text:
            self.words |= self._names_used(frozenset({RESPONSE}))
            functions |= self.words
        self.function = calls_of(functions)

    def may_concern(self, function: FunctionDefinition, text: str) -> bool:
        """A response is made there, or a request is sent that does not begin with a literal host."""
        if self.function.search(text) is not None or RESPONSE_CLASS in text:
            return True
        return self._knows_clients and REQUEST.search(text) is not None

    def trace_of(self, kind: str) -> Trace:
        """The search for a kind of targets: how the name of a file ends says nothing of its folder."""
        return self._trace_of_files if kind == "file" else self.trace

    @cached_property
    def _trace_of_files(self) -> Trace:
        return Trace(self.analysis, settling_ends=frozenset({PREFIX}), deepest=self.deepest)

    def other_rows(self, called: Called) -> list[Sink]:
        """A response of no kind of its own whose type is HTML is a page."""
        kind = next((each.value for each in called.node.keywords if each.arg == "media_type"), None)
        if not isinstance(kind, ast.Constant) or not str(kind.value).startswith(HTML):
            return []
        is_response = any(names == (RESPONSE_NAME,) for names in self.trace.callees.names(called))
        return list(self.tables.functions[PAGE]) if is_response else []

    def response_of(self, definition: FunctionDefinition) -> tuple[str, list[Sink]]:
        """What FastAPI makes of what a path operation returns, by the ``response_class`` of its route."""
        for operation in self.module.routing.path_operations:
            if operation.definition is definition:
                for route in operation.routes:
                    given = route.keywords.get(RESPONSE_CLASS)
                    if given is not None:
                        rows = self.tables.functions.get(name_of(self.module, given), ())
                        return ast.unparse(given), [each for each in rows if each.family == self.family]
        return "", []

    @cached_property
    def _knows_clients(self) -> bool:
        """Whether the file, or one that it imports from, may have a client to send requests with."""
        return CLIENT.search(self.text) is not None


CLIENT = re.compile(
    r"^[ \t]*(?:from|import)[ \t]+(?:httpx2?|requests|aiohttp|urllib3?)\b|[cC]lient", re.MULTILINE
)
"""What a file with outgoing requests has; the word "requests" stands in many others."""

HTML = "text/html"
RESPONSE = "Response"
RESPONSE_NAME = "starlette.responses.Response"
RESPONSE_CLASS = "response_class"
PAGE = "starlette.responses.HTMLResponse"

URL_KINDS = frozenset({"redirect", "page"})
NOT_BY_LINK = frozenset({"header", "cookie"})
"""What nobody can make another's browser send by giving it a link."""


def controlled_targets(module: Module) -> Iterator[ControlledTarget]:
    """Redirects, pages, files and requests of a file whose target a client chooses."""
    sinks = Targets(module)
    for body in sinks.bodies():
        for called in list(body.calls.values()):
            if called.name not in sinks.words:
                continue
            for row in sinks.rows(called):
                value = argument_of(row, called)
                if value is None or isinstance(unguarded(value), Text):
                    continue
                trace = sinks.trace_of(row.kind)
                origin = trace.first(value, body, called.checks, _chooses(row.kind))
                if origin is not None:
                    yield ControlledTarget(
                        called.node, sinks.name_of(called), row.kind, origin.source, body.definition
                    )
                    break
        name, rows = sinks.response_of(body.definition) if RESPONSE_CLASS in sinks.text else ("", [])
        for node, value, checks in body.returned if rows else ():
            if isinstance(unguarded(value), (Text, Group)) or _makes_response(sinks, value):
                continue
            origin = sinks.trace_of(rows[0].kind).first(value, body, checks, _chooses(rows[0].kind))
            if origin is not None:
                yield ControlledTarget(node, name, rows[0].kind, origin.source, body.definition)


def _makes_response(sinks: Targets, value: Flow) -> bool:
    """Whether a value is a response already, or what a function of a library makes."""
    value = unguarded(value)
    return isinstance(value, Called) and any(
        name[0] in sinks.tables.functions or name[0].startswith(("starlette.", "fastapi."))
        for name in sinks.trace.callees.names(value)
    )


def _chooses(kind: str) -> Callable[[Origin], bool]:
    def accepts(origin: Origin) -> bool:
        source = origin.source.kind
        if kind in URL_KINDS and source in NOT_BY_LINK:
            return False
        if kind == "page":
            return True
        if kind == "file":
            # A plain path parameter holds no slash, so it cannot leave a folder.
            return source != "path" or not origin.manner.is_composed
        if not origin.manner.leads:
            return False
        # Behind credentials an address of the user's own is mostly what the path operation is for.
        return kind != "request" or origin.source.entry is None or is_open_to_all(origin.source.entry)

    return accepts
