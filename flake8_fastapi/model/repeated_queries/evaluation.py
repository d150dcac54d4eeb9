"""Evaluating functions for the queries that they send, and for those that they send in a loop over rows.

It is the same evaluation as that of what blocks, with other effects, so that a query three calls away is
found with its chain. Four kinds of effects are passed from callee to caller:

- ``QUERY``: a query is sent,
- ``REPEATED``: a query is sent for each row of an earlier one,
- ``PER_ITEM`` and a parameter's place and name: a query is sent for each item of that argument,
- ``ROWS``: the function returns the rows of a query; with a number, that member of the tuple it returns.
"""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flake8_fastapi.knowledge.queries import (
    QueryCall,
    declaring_awaited,
    declaring_rows,
    is_sent_by_iterating,
    iterates_rows,
    loading_methods,
    query_call,
    query_when_awaited,
)
from flake8_fastapi.model.annotated import read_annotation
from flake8_fastapi.model.effects import Effect
from flake8_fastapi.model.evaluation import Evaluation
from flake8_fastapi.model.local_names import parameters_of
from flake8_fastapi.model.repeated_queries.handed import QuerySignatures
from flake8_fastapi.model.repeated_queries.loops import QUERY, repeated_effects
from flake8_fastapi.model.repeated_queries.rows import DOCUMENT, ROWS, Place, RowFlow, called_name, place_of
from flake8_fastapi.model.request_path.following import FollowingInterpreter
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import (
    Coroutine,
    Dependency,
    External,
    FunctionObject,
    Instance,
    Items,
    TupleOf,
    Union,
    class_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition, FunctionNode
    from flake8_fastapi.model.project import Project
    from flake8_fastapi.model.repeated_queries.candidates import Candidates
    from flake8_fastapi.model.summary import Summary
    from flake8_fastapi.model.types import Type

AWAITED = "await "
"""What the operation of a query begins with that fetches what a relationship of one row holds."""

MAKING = (ast.ListComp, ast.SetComp, ast.GeneratorExp)


class QueryEvaluation(Evaluation):
    """An evaluation whose effects are queries, and which remembers what holds their rows.

    What a thread asks of the database for a request is asked for it all the same.
    """

    counts_offloaded = True

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.row_calls: dict[Place, str] = {}
        """What gives rows, or a document."""
        self.rows_returned: dict[tuple[int, int], dict[str, str]] = {}
        self.files_with_rows: set[str] = set()
        """The files of the functions that gave rows."""
        self.lists: set[Place] = set()
        """The calls of the project's functions that give a list of something else than lists."""
        self.collected: set[ast.expr] = set()
        """What is put into lists: coroutines there wait to be awaited together."""

    def emit(self, effect: Effect) -> None:
        """Record what concerns queries; what blocks does not matter here."""
        if effect.category.startswith(ROWS):
            self.files_with_rows.update(step.path for step in effect.chain)
            self.rows_returned.setdefault((effect.line, effect.column), {})[effect.category] = effect.name
        elif effect.category == QUERY and effect.chain and not effect.is_certain:
            return  # what a helper does in a branch of it, it need not do for each row
        elif effect.operation.startswith(AWAITED) and self._is_loaded(effect.operation):
            return
        elif effect.category.startswith(QUERY):
            # A decorator's wrapper calls what it wraps in one branch or another.
            is_wrapper = self.definition is not None and self.definition.parent is not None
            branches, self.branches = self.branches, 0 if is_wrapper else self.branches
            super().emit(effect)
            self.branches = branches

    def note_library_call(self, node: ast.expr, name: str, label: str = "") -> None:
        """Record that a library's method is called, if it sends a query or hands out rows."""
        cls, _, method = name.rpartition(".")
        call = query_call(self._lineage(cls), method) if cls else None
        if call is None:
            return
        self._note_given(node, call)
        if call.sends:
            shown = f"{cls.rpartition('.')[2]}.{method}"
            super().emit(Effect(node.lineno, node.col_offset, QUERY, shown, name))

    def note_iteration(self, node: ast.expr, of: Instance, is_async: bool) -> None:
        """Record that a query is sent which waits until it is iterated."""
        if isinstance(of.cls, str) and is_sent_by_iterating(self._lineage(of.cls), is_async):
            if isinstance(node, ast.Attribute):
                self.emit(self._relation(node, ast.unparse(node)))
            else:
                self._send(node, _shown(node, of.cls))

    def awaited(self, value: Type, node: ast.expr) -> Type:
        """What awaiting gives; a query that waits for it is sent now."""
        for each in alternatives(value):
            if isinstance(each, Instance) and isinstance(each.cls, str):
                call = query_when_awaited(self._lineage(each.cls))
                if call is None:
                    continue
                self._note_given(node, call)
                self._send(node, _shown(node, each.cls))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            for each in alternatives(self.name_type(node.value.id)):
                if isinstance(each, Instance) and self._declared_by(each, node.attr) in declaring_awaited():
                    cls = class_name(each.cls).rpartition(".")[2]
                    self.emit(self._relation(node, f"{cls}.{node.attr}"))
        return super().awaited(value, node)

    @staticmethod
    def _relation(node: ast.Attribute, shown: str) -> Effect:
        """The query that fetches what a relationship of one row holds."""
        return Effect(node.lineno, node.col_offset, QUERY, shown, f"{AWAITED}{node.attr}")

    def _is_loaded(self, relation: str) -> bool:
        """Whether this function, or the file of one that gave it rows, fetches a relationship for all."""
        name = re.escape(relation.removeprefix(AWAITED))
        methods = "|".join(sorted(loading_methods()))
        loading = re.compile(rf"\b(?:{methods})\([^()]*[\"'](?:\w+__)*{name}(?:__\w+)*[\"']")
        project = self.interpreter.project
        paths = [project.module_of_display_path(path).path for path in sorted(self.files_with_rows)]
        texts = [content.decode("utf-8", "replace") for _, content in project.survey.contents(paths)]
        if self.definition is not None:
            texts.append(project.bodies.text_of(self.definition))
        return any(loading.search(text) is not None for text in texts)

    def _note_given(self, node: ast.expr, call: QueryCall) -> None:
        if call.gives_rows or call.gives_document:
            self.row_calls[place_of(node)] = ROWS if call.gives_rows else DOCUMENT

    def _send(self, node: ast.expr, shown: str) -> None:
        """Record that what ``node`` gives is sent."""
        super().emit(Effect(node.lineno, node.col_offset, QUERY, shown, shown))

    def _as_async(self, node: ast.expr, of: Type, known: int) -> Type:
        """``async with`` sends what it enters like any other statement."""
        return of

    def evaluate(self, node: ast.expr) -> Type:
        """The type of an expression; what iterates rows is remembered."""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "append":
            self.collected.update(node.args)
        of = super().evaluate(node)
        if isinstance(node, ast.Starred):
            self._note_coroutines(node, of)
        elif isinstance(of, Coroutine) and node in self.collected:
            self.awaited(of, node)
        if isinstance(of, (Instance, Union)) and self._iterates_rows(of):
            self.row_calls[place_of(node)] = ROWS
        elif isinstance(of, Items) and not isinstance(of.item, (Items, TupleOf)):
            call = node.value if isinstance(node, ast.Await) else node
            if isinstance(call, ast.Call) and call.args:
                self.lists.add(place_of(call))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            of_value = alternatives(self.name_type(node.value.id))
            if any(self._declared_by(each, node.attr) in declaring_rows() for each in of_value):
                self.row_calls[place_of(node)] = ROWS
        return of

    def _declared_by(self, of: Type, name: str) -> str:
        """The library's function by which the model of a row declares an attribute; empty for none."""
        if not isinstance(of, Instance) or isinstance(of.cls, str):
            return ""
        for each in self.interpreter.hierarchy.lineage(of.cls):
            if isinstance(each, str):
                continue
            for binding in each.values.get(name, ()):
                if isinstance(binding.value, ast.Call):
                    made_by = self.interpreter.class_scope(each).type_of(binding.value.func)
                    if isinstance(made_by, External):
                        return self.interpreter.knowledge.canonical(made_by.name)
        return ""

    def _note_coroutines(self, node: ast.Starred, of: Type) -> None:
        """Record what coroutines do that are handed on together: ``gather(*[load(row) for row in rows])``."""
        inner = of.item if isinstance(of, Items) else None
        if isinstance(inner, (Coroutine, Instance)):
            self.awaited(inner, node.value.elt if isinstance(node.value, MAKING) else node)

    def _iterates_rows(self, of: Type) -> bool:
        return any(
            isinstance(each, Instance)
            and isinstance(each.cls, str)
            and iterates_rows(self._lineage(each.cls))
            for each in alternatives(of)
        )

    def _lineage(self, cls: str) -> list[str]:
        facts = self.interpreter.knowledge.lineage(cls)
        return [each.name for each in facts] or [cls]

    def _rows_injected(self, node: FunctionNode) -> dict[str, str]:
        """The parameters that a dependency fills with the rows of a query, or a document."""
        found = {}
        for argument, default in parameters_of(node):
            for of in self._declared_for(argument, default):
                if isinstance(of, Dependency) and isinstance(of.provider, FunctionObject):
                    summary = self.interpreter.summary_of(of.provider.definition, of.provider)
                    for each in summary.effects:
                        if each.category in (ROWS, DOCUMENT):
                            found[argument.arg] = each.category
        return found

    def _declared_for(self, argument: ast.arg, default: ast.expr | None) -> Iterator[Type]:
        """What stands as a parameter's default and in its ``Annotated``, also through aliases."""
        if default is not None and not isinstance(default, ast.Constant):
            yield self.interpreter.module_scope(self.module).type_of(default)
        if argument.annotation is not None:
            for each in read_annotation(argument.annotation, self.module).metadata:
                yield self.interpreter.module_scope(each.module).type_of(each.node)

    def run_function(self, receiver: Type, bound: tuple[tuple[str, Type], ...]) -> Summary:
        """The summary of the function, with what is sent in its loops over rows told apart."""
        summary = super().run_function(receiver, bound)
        assert self.definition is not None
        if not self.effects and not self.row_calls and not self.rows_returned:
            return summary
        node = self.definition.node()
        parameters = self.interpreter.signatures.of(self.definition).parameters
        positions = {each.name: position for position, each in enumerate(parameters)}
        injected, lists = self._rows_injected(node), frozenset(self.lists)
        flow = RowFlow(node, self.row_calls, self.rows_returned, positions, injected, lists)
        effects = repeated_effects(node, flow, self.effects, self.on_error)
        return replace(summary, effects=(*effects, *flow.returned()))


def _shown(node: ast.expr, cls: str) -> str:
    """What a query is called in messages: its class, with the method that made it."""
    method = f".{called_name(node)}" if isinstance(node, ast.Call) else ""
    return f"{cls.rpartition('.')[2]}{method}"


class QueryInterpreter(FollowingInterpreter):
    """Answers which queries functions send."""

    evaluation_class = QueryEvaluation

    def __init__(self, project: Project, candidates: Candidates) -> None:
        """``candidates`` tells which functions may have to do with queries."""
        super().__init__(project)
        self._candidates = candidates
        self.signatures = QuerySignatures(project.interpreter, candidates)

    def concerns(self, definition: FunctionDefinition) -> bool:
        """Whether it may send a query, or lead to one in a loop."""
        return self._candidates.may_query(definition)
