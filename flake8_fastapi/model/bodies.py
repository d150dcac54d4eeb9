"""Function bodies on demand: parsed alone, kept for a while, forgotten."""

from __future__ import annotations

import ast
import re
from collections import OrderedDict
from typing import TYPE_CHECKING

from flake8_fastapi.model.outline import signature_end
from flake8_fastapi.model.source import parse, read_source
from flake8_fastapi.model.tree_walk import children, walk

if TYPE_CHECKING:
    from flake8_fastapi.model.definitions import FunctionDefinition, FunctionNode
    from flake8_fastapi.model.module import Module

DEF = re.compile(r"\bdef[ \t]")
KEPT_NODES = 200
KEPT_TEXTS = 64


class Bodies:
    """The texts and function nodes used last, so that memory stays bounded."""

    def __init__(self) -> None:
        self._nodes: OrderedDict[FunctionDefinition, FunctionNode] = OrderedDict()
        self._lines: OrderedDict[Module, list[str]] = OrderedDict()
        self._yielding: dict[FunctionDefinition, bool] = {}

    def lines_of(self, module: Module) -> list[str]:
        """The lines of a module's file; empty when it cannot be read any more."""
        lines = self._lines.get(module)
        if lines is None:
            text = module.given_text
            if text is None:
                text = read_source(module.path) or ""
            lines = text.split("\n")
            self._lines[module] = lines
            if len(self._lines) > KEPT_TEXTS:
                self._lines.popitem(last=False)
        else:
            self._lines.move_to_end(module)
        return lines

    def text_of(self, function: FunctionDefinition) -> str:
        """The source text of a function, decorators included, as it stands in its file."""
        lines = self.lines_of(function.module)
        return "\n".join(lines[function.first_line - 1 : function.end_line])

    def body_text_of(self, function: FunctionDefinition) -> str:
        """The text behind a function's signature; all of it where the signature is laid out oddly."""
        lines = self.lines_of(function.module)
        text = "\n".join(lines[function.line - 1 : function.end_line])
        start = DEF.search(text)
        end = signature_end(text, start.end()) if start is not None else None
        return text if end is None else text[end:]

    def has_yield(self, function: FunctionDefinition) -> bool:
        """Whether a ``yield`` stands in a function's own body, even in dead code."""
        known = self._yielding.get(function)
        if known is None:
            known = "yield" in self.text_of(function) and yields(function.node())
            self._yielding[function] = known
        return known

    def node_of(self, function: FunctionDefinition) -> FunctionNode:
        """The syntax of a function, parsed again from its lines.

        An empty function stands in for one that is no longer where the module's skeleton
        saw it: the file has changed while it was looked at.
        """
        node = self._nodes.get(function)
        if node is not None:
            self._nodes.move_to_end(function)
            return node
        node = self._parse(function)
        self._nodes[function] = node
        if len(self._nodes) > KEPT_NODES:
            self._nodes.popitem(last=False)
        return node

    def remember(self, function: FunctionDefinition, node: FunctionNode) -> None:
        """Keep a node at hand that somebody has anyway.

        Of the file being checked it is the one in flake8's tree: questions are asked about its nodes,
        and what was parsed while another file was checked has others.
        """
        if function not in self._nodes or function.module.given_text is not None:
            self._nodes[function] = node
            if len(self._nodes) > KEPT_NODES:
                self._nodes.popitem(last=False)

    def _parse(self, function: FunctionDefinition) -> FunctionNode:
        text = self.text_of(function)
        # Blank lines in front keep the line numbers. An indented function stands under an `if`.
        above = function.first_line - 1
        text = "\n" * (above - 1) + f"if 1:\n{text}" if function.column and above else "\n" * above + text
        tree = parse(text)
        if tree is not None and tree.body:
            first = tree.body[0]
            found = first.body[0] if function.column and isinstance(first, ast.If) else first
            if isinstance(found, (ast.FunctionDef, ast.AsyncFunctionDef)):
                if found.name == function.name:
                    return found
        return self._search(function)

    def _search(self, function: FunctionDefinition) -> FunctionNode:
        """The function by its position in the whole file: for layouts that do not parse alone."""
        tree = parse("\n".join(self.lines_of(function.module)))
        if tree is not None:
            for node in walk(tree):
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    if node.lineno == function.line and node.name == function.name:
                        return node
        empty = ast.parse(f"def {function.name}(*args, **kwargs): ...").body[0]
        assert isinstance(empty, ast.FunctionDef)
        return ast.increment_lineno(empty, function.line - 1)


def yields(node: ast.AST) -> bool:
    """Whether a function's own body has a ``yield``, reached or not."""
    pending: list[ast.AST] = children(node)
    while pending:
        each = pending.pop()
        if isinstance(each, (ast.Yield, ast.YieldFrom)):
            return True
        if not isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            pending.extend(children(each))
    return False
