"""Verbs on imports: a name of a library as it can be written at a place, imported where it is not yet."""

from __future__ import annotations

import ast
import itertools
import sys
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from flake8_fastapi.fixes.edit import CannotFixError
from flake8_fastapi.fixes.name_scopes import NameScopes
from flake8_fastapi.fixes.source_text import Span, span_of, without_comments
from flake8_fastapi.fixes.unused_imports import removal_of_names
from flake8_fastapi.fixes.verbs import Verbs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Import: TypeAlias = ast.Import | ast.ImportFrom

Style: TypeAlias = Literal["from", "module"]


class _Place(NamedTuple):
    """Where isort would put an import: its section, plain imports first, then by name."""

    section: int
    is_from: bool
    name: str


class ImportVerbs(Verbs):
    """Verbs on imports."""

    added_imports: dict[int, list[tuple[_Place, str]]]
    """What this fix imports anew, by the offsets where it is put."""

    def name_for(self, dotted: str, at: ast.AST, style: Style = "from", also: Sequence[str] = ()) -> str:
        """How to write a name of a library at a place; an import is added where the file has none.

        ``asyncio.sleep`` may be written ``sleep`` or ``aio.sleep``, as the file imports it already.
        For a new import, ``style`` tells which: ``from asyncio import sleep`` or ``import asyncio``.
        ``also`` are other names of the same thing that serve as well where they are imported.
        Refused where another thing has the name.
        """
        scopes = NameScopes(self.index)
        for each in (dotted, *also):
            module, _, name = each.rpartition(".")
            for statement in self._imports_seen_from(at):
                for alias in statement.names:
                    written = _written(statement, alias, module, name)
                    if written and scopes.means(written.partition(".")[0], at, statement):
                        return written
        module, _, name = dotted.rpartition(".")
        bound = name if style == "from" else module.partition(".")[0]
        if not scopes.is_free(bound, at):
            raise CannotFixError(f"{bound} is the name of something else there")
        if style == "module":
            self._add_statement(f"import {module}", _Place(self._section(module, 0), False, module), at)
            return f"{module}.{name}"
        existing = self._from_import_of(module, at)
        if existing is not None:
            self._add_name(existing, name)
        else:
            place = _Place(self._section(module, 0), True, module)
            self._add_statement(f"from {module} import {name}", place, at)
        return name

    def move_import(self, statement: ast.ImportFrom, name: str, module: str) -> None:
        """Import a name from another module than a statement does; its other names stay there."""
        [alias] = [each for each in statement.names if each.name == name]
        if len(statement.names) == 1:
            node = self.source.syntax(self.source.span(statement), "import_from_statement")
            written = node.field("module_name")
            if written is None:
                raise CannotFixError("the import is written in an unusual way")
            self.edit(*span_of(written), module)
            return
        for edit in removal_of_names(self.source, statement, [alias]):
            self.edit(*edit)
        span = self.source.span(statement)
        renamed = f" as {alias.asname}" if alias.asname else ""
        end = self.source.line_end(span.end)
        if not self.source.is_first_on_line(span.start) or end != span.end:
            raise CannotFixError("the import shares its line")
        self.edit(end, end, f"\n{self.source.indent(span.start)}from {module} import {name}{renamed}")

    def demand_imported(self, node: ast.expr) -> None:
        """Refuse unless a dotted name begins with one that an import binds, and not some variable."""
        while isinstance(node, ast.Attribute):
            node = node.value
        binders = NameScopes(self.index).binders(node.id, node) if isinstance(node, ast.Name) else []
        if not binders or not all(isinstance(each, (ast.Import, ast.ImportFrom)) for each in binders):
            raise CannotFixError("it goes by the name of a variable")

    def demand_of_module(self, node: ast.expr) -> None:
        """Refuse unless a name is one that the module binds, which others can import."""
        if not isinstance(node, ast.Name) or not NameScopes(self.index).is_global(node.id, node):
            raise CannotFixError("it is not a name of the module")

    def _imports_seen_from(self, at: ast.AST) -> Iterator[Import]:
        """The imports that have surely run when a place is reached, those of inner functions first."""
        function = self.index.function_around(at)
        outermost = function
        while function is not None:
            if not isinstance(function, ast.Lambda):
                for statement in function.body:
                    if isinstance(statement, (ast.Import, ast.ImportFrom)) and _is_before(statement, at):
                        yield statement
            outermost = function
            function = self.index.function_around(function)
        for statement in self.index.tree.body:
            if isinstance(statement, (ast.Import, ast.ImportFrom)):
                if outermost is not None or _is_before(statement, at):
                    yield statement

    def _from_import_of(self, module: str, at: ast.AST) -> ast.ImportFrom | None:
        """An import of names from a module at the top level to which one more can be added."""
        for statement in self._leading_imports(at):
            if isinstance(statement, ast.ImportFrom) and statement.module == module and not statement.level:
                if statement.names[0].name != "*":
                    return statement
        return None

    def _leading_imports(self, at: ast.AST) -> list[Import]:
        """The imports at the top of the file, before anything is defined and before a place."""
        found: list[Import] = []
        for statement in self.index.tree.body:
            if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                break
            if not _is_before(statement, at):
                break
            if isinstance(statement, (ast.Import, ast.ImportFrom)):
                found.append(statement)
        return found

    def _section(self, module: str, level: int) -> int:
        """Which group of imports a module belongs to: __future__, Python's, libraries', the project's."""
        top = module.partition(".")[0]
        if top == "__future__" and not level:
            return 0
        if level:
            return 3
        if top in sys.stdlib_module_names:
            return 1
        return 2 if self.module.project.find_module(top, self.module) is None else 3

    def _place_of(self, statement: Import) -> _Place:
        if isinstance(statement, ast.ImportFrom):
            name = statement.module or ""
            return _Place(self._section(name, statement.level), True, name)
        name = statement.names[0].name
        return _Place(self._section(name, 0), False, name)

    def _add_statement(self, text: str, place: _Place, at: ast.AST) -> None:
        """Add an import statement where one that sorts its imports would have it."""
        imports = self._leading_imports(at)
        if not imports:
            self._add_first(text, place)
            return
        places = [self._place_of(each) for each in imports]
        number = max((above for above, each in enumerate(places) if each <= place), default=-1)
        following = imports[number + 1] if number + 1 < len(imports) else None
        if number >= 0 and places[number].section == place.section:
            self._add_below(imports[number], text, place)
        elif following is not None and (number < 0 or places[number + 1].section == place.section):
            self._add_above(following, text, place, None if number < 0 else place.section)
        else:
            self._add_below(imports[number], text, place)

    def _add_below(self, statement: Import, text: str, place: _Place) -> None:
        end = self.source.line_end(self.source.span(statement).end)
        section = self._place_of(statement).section

        def lay_out(added: list[tuple[_Place, str]]) -> str:
            return "\n" * (1 if added[0][0].section == section else 2) + _lines(added)

        self._add_at(end, text, place, lay_out)

    def _add_above(self, statement: ast.stmt, text: str, place: _Place, section: int | None = None) -> None:
        start = self.source.start(statement)
        for decorator in getattr(statement, "decorator_list", ()):
            start = min(start, self.source.text.rfind("@", 0, self.source.start(decorator)))
        if not self.source.is_first_on_line(start):
            raise CannotFixError("something stands before the import")
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            section = self._place_of(statement).section

        def lay_out(added: list[tuple[_Place, str]]) -> str:
            return _lines(added) + "\n" * (1 if added[-1][0].section == section else 2)

        self._add_at(self.source.line_start(start), text, place, lay_out)

    def _add_at(
        self, at: int, text: str, place: _Place, lay_out: Callable[[list[tuple[_Place, str]]], str]
    ) -> None:
        """Add an import beside those that this fix adds at the same place already, in their order."""
        added = self.added_imports.setdefault(at, [])
        if added:
            self.withdraw(at, at, lay_out(added))
        same = [each for each in added if each[0] == place and place.is_from]
        if same:
            added.remove(same[0])
            text = f"{same[0][1]}, {text.rpartition(' ')[2]}"
        added.append((place, text))
        added.sort()
        self.edit(at, at, lay_out(added))

    def _add_first(self, text: str, place: _Place) -> None:
        """Add the first import of a file: behind its docstring, before its first statement."""
        body = self.index.tree.body
        if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
            if isinstance(body[0].value.value, str):
                behind = self.source.span(body[0]).end
                if not self.source.is_last_on_line(behind):
                    raise CannotFixError("something stands behind the docstring")
                end = self.source.line_end(behind)
                self._add_at(end, text, place, lambda added: "\n\n" + _lines(added))
                return
        self._add_above(body[0], text, place)

    def _add_name(self, statement: ast.ImportFrom, name: str) -> None:
        """Add a name to those that a statement imports, sorted if they are."""
        node = self.source.syntax(self.source.span(statement), "import_from_statement")
        kinds = [each.kind() for each in node.children()]
        words = node.children()[kinds.index("import") + 1 :]
        elements = [span_of(each) for each in without_comments(words) if each.is_named()]
        if len(elements) != len(statement.names):
            raise CannotFixError("the import is written in an unusual way")
        names = [each.name for each in statement.names]
        following = [number for number, each in enumerate(names) if _rank(each) > _rank(name)]
        is_sorted = names == sorted(names, key=_rank)
        if is_sorted and following:
            start = elements[following[0]].start
            parting = " "
            if self.source.is_first_on_line(start):
                parting = "\n" + self.source.indent(start)
            self.edit(start, start, f"{name},{parting}")
            return
        last = elements[-1]
        closing = words[-1]
        if closing.kind() != ")":
            self.edit(last.end, last.end, f", {name}")
            return
        commas = [span_of(each).start for each in words if each.kind() == ","]
        comma = next((each for each in commas if each >= last.end), None)
        behind = last.end if comma is None else comma + 1
        if self.source.has_comment(Span(behind, self.source.line_end(behind))):
            raise CannotFixError("a comment stands behind the last name")
        if self.source.is_first_on_line(last.start) and self.source.line_end(behind) == behind:
            parting = "\n" + self.source.indent(last.start)
        else:
            parting = " "
        self.edit(behind, behind, f"{',' if comma is None else ''}{parting}{name}{',' if comma else ''}")


def _lines(added: list[tuple[_Place, str]]) -> str:
    """Import statements below each other, a blank line between their sections."""
    lines = [added[0][1]]
    for (before, _), (place, text) in itertools.pairwise(added):
        lines += ["", text] if before.section != place.section else [text]
    return "\n".join(lines)


def _rank(name: str) -> tuple[int, str]:
    """isort's order of imported names: constants, classes, others."""
    if name.isupper() and len(name) > 1:
        return (0, name)
    return (1 if name[:1].isupper() else 2, name)


def _is_before(statement: ast.stmt, at: ast.AST) -> bool:
    return (statement.lineno, statement.col_offset) < (at.lineno, at.col_offset)  # type: ignore[attr-defined]


def _written(statement: Import, alias: ast.alias, module: str, name: str) -> str:
    """How ``module.name`` can be written after an import of this alias; empty where it does not help."""
    if isinstance(statement, ast.Import):
        if alias.name == module:
            return f"{alias.asname or module}.{name}"
        if not alias.asname and alias.name.startswith(module + "."):
            return f"{module}.{name}"
        return ""
    if statement.level:
        return ""
    if statement.module == module and alias.name == name:
        return alias.asname or name
    if f"{statement.module}.{alias.name}" == module:
        return f"{alias.asname or alias.name}.{name}"
    return ""
