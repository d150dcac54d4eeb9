"""Statements: how types flow through a body, branch by branch, and what is never reached."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from flake8_fastapi.model import calls, iteration, kept_items
from flake8_fastapi.model.arguments import Arguments, shallow
from flake8_fastapi.model.blocks import Blocks
from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
from flake8_fastapi.model.look_ups import container_of_get
from flake8_fastapi.model.narrowing import Narrowing, truth
from flake8_fastapi.model.nodes import Misuse
from flake8_fastapi.model.scope import path_of
from flake8_fastapi.model.shared_state import is_state
from flake8_fastapi.model.tree_walk import walk
from flake8_fastapi.model.type_order import alternatives
from flake8_fastapi.model.types import (
    NEVER,
    NONE,
    UNKNOWN,
    ClassObject,
    Coroutine,
    Entries,
    FunctionObject,
    Instance,
    Items,
    Type,
    is_informative,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class Statements(Blocks):
    """Runs statements in order. Methods tell whether control goes on behind the statement."""

    def run(self, body: Sequence[ast.stmt]) -> bool:
        """Run statements until one never completes; what follows it is dead code."""
        outer = self.following, self.behind
        self.behind, self.behind_block = self.behind_block, ()
        for position, statement in enumerate(body, 1):
            method = _METHODS.get(type(statement))
            self.following = body[position:]
            if method is not None and not method(self, statement):
                self.following, self.behind = outer
                return False
        self.following, self.behind = outer
        return True

    def _expression(self, node: ast.Expr) -> bool:
        of = self.evaluate(node.value)
        if isinstance(node.value, ast.Call):
            self._blame_dropped(node.value, of)
        return of is not NEVER

    def _blame_dropped(self, node: ast.Call, of: Type) -> None:
        place = (node.lineno, node.col_offset)
        if place in self.tasks_made:
            self.blame(Misuse("dangling-task", *place, self.tasks_made[place]))
            return
        options = alternatives(of)
        if options and all(isinstance(each, Coroutine) and each.certain for each in options):
            first = options[0]
            if isinstance(first, Coroutine) and first.origin is not None:
                origin = first.origin
                if (origin.line, origin.column) == place:
                    self.blame(Misuse("not-awaited", *place, origin.name))

    def _assign_statement(self, node: ast.Assign) -> bool:
        of = self.evaluate(node.value)
        for target in node.targets:
            self.assign(target, of)
            self._note_task(node.value, target)
            self._note_coroutine(node.value, target, of)
            if isinstance(target, ast.Name) and (container := container_of_get(node.value)) is not None:
                self.taken_from[target.id] = container
        return of is not NEVER

    def _note_task(self, value: ast.expr, target: ast.expr) -> None:
        if isinstance(value, ast.Call) and isinstance(target, ast.Name):
            place = (value.lineno, value.col_offset)
            is_local = target.id not in self.globals | self.nonlocals
            if place in self.tasks_made and is_local and not any(map(_goes_on_for_good, self.following)):
                self.tasks_kept.append((target.id, place))

    def _note_coroutine(self, value: ast.expr, target: ast.expr, of: Type) -> None:
        """Note a coroutine that is kept: under a local name, or in a container for all."""
        if not isinstance(value, ast.Call) or not isinstance(of, Coroutine) or not of.certain:
            return
        origin = of.origin
        if origin is None or (origin.line, origin.column) != (value.lineno, value.col_offset):
            return
        if isinstance(target, ast.Name) and target.id not in self.globals | self.nonlocals:
            self.coroutines_kept.append((target.id, origin))
        elif isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
            container = target.value.id
            if container not in self.env and not self._is_awaited_somewhere(container):
                self.blame(Misuse("used-coroutine", origin.line, origin.column, origin.name))

    def _is_awaited_somewhere(self, container: str) -> bool:
        """Whether this file awaits or gathers what a module-level container holds."""
        lines = self.interpreter.project.bodies.lines_of(self.module)
        word = re.compile(
            rf"\bawait\s+{container}\b|\b(gather|wait|as_completed|values|items|pop|get)\b.*\b{container}\b"
            rf"|\b{container}\.(values|items|pop|get)\b"
        )
        return any(container in line and word.search(line) for line in lines)

    def _annotated_assign(self, node: ast.AnnAssign) -> bool:
        declared = self.interpreter.annotations.value_type(self, node.annotation)
        if node.value is not None:
            given = self.evaluate(node.value)
            useful = given is not UNKNOWN and given != NONE and given != Items(UNKNOWN)
            if given == Items(UNKNOWN) and isinstance(declared, Instance):
                useful = self.interpreter.kept_items.says_little(declared)  # `self.listeners: list = []`
            self.assign(node.target, given if useful or declared is UNKNOWN else declared)
            self._note_task(node.value, node.target)
        elif isinstance(node.target, ast.Name):
            self.env[node.target.id] = declared
        return True

    def _augmented_assign(self, node: ast.AugAssign) -> bool:
        of = self.evaluate(node.value)
        iteration.run_through(self.as_evaluation(), node.value, of)  # `found += pages()`
        if not isinstance(node.target, ast.Name):
            self.evaluate(node.target)
        if isinstance(node.target, ast.Subscript):
            container, key = self.type_of(node.target.value), self.type_of(node.target.slice)
            calls.item_method(self.as_evaluation(), node.target, container, "__setitem__", [key, UNKNOWN])
        return True

    def assign(self, target: ast.expr, of: Type) -> None:
        """Give a target a type."""
        if isinstance(target, ast.Name):
            self.env[target.id] = of
            if target.id in self.nonlocals and self.closure is not None:
                self.closure.env[target.id] = of
            if target.id in self.globals:
                self.globals_written.append((target.id, of))
        elif isinstance(target, ast.Attribute):
            self._assign_attribute(target, of)
        elif isinstance(target, (ast.Tuple, ast.List)):
            iteration.run_through(self.as_evaluation(), target, of)
            for position, element in enumerate(target.elts):
                if isinstance(element, ast.Starred):
                    self.assign(element.value, Items(UNKNOWN))
                elif any(isinstance(each, ast.Starred) for each in target.elts[:position]):
                    self.assign(element, iteration.unpacked(of, position - len(target.elts)))
                else:
                    self.assign(element, iteration.unpacked(of, position))
        elif isinstance(target, ast.Subscript):
            container, key = self.evaluate(target.value), self.evaluate(target.slice)
            calls.item_method(self.as_evaluation(), target, container, "__setitem__", [key, of])
            kept_items.put(self.as_evaluation(), target.value, container, Entries(key, of))

    def _assign_attribute(self, target: ast.Attribute, of: Type) -> None:
        path = path_of(target)
        holder = self.evaluate(target.value)
        if isinstance(holder, Instance) and not isinstance(holder.cls, str):
            setter = self.interpreter.hierarchy.setter(holder.cls, target.attr)
            if setter is not None:
                function = FunctionObject(setter, holder, known_as=f"assigning {setter.label}")
                calls.run(self.as_evaluation(), target, function, Arguments([of]))
                return
        if is_state(holder, target.value):
            self.state_written.append((target.attr, of))
        if path is None:
            return
        self.env[path] = of
        owner, _, name = path.rpartition(".")
        if owner == self.receiver_name or self._is_own_object(self.env.get(owner)):
            self.attributes_written.append((name, of))
        elif is_informative(of):
            kept_on = self.interpreter.attributes.assigned.owner_of(holder)
            if kept_on is not None:
                self.objects_written.append((f"{kept_on}.{name}", of))

    def _is_own_object(self, of: Type | None) -> bool:
        """Whether a value is the object that the method belongs to, or that a method of the class makes."""
        if isinstance(self.receiver, ClassObject):
            return isinstance(of, Instance) and of.cls is self.receiver.definition
        return isinstance(self.receiver, Instance) and of == self.receiver

    def _return(self, node: ast.Return) -> bool:
        of = self.evaluate(node.value) if node.value is not None else NONE
        if of is not NEVER:
            self.returned.append(shallow(of))
        if node.value is not None:
            self.note_returned(node.value, of)
        return False

    def _raise(self, node: ast.Raise) -> bool:
        for each in (node.exc, node.cause):
            if each is not None:
                self.evaluate(each)
        return False

    def _jump(self, node: ast.Break | ast.Continue) -> bool:
        return False

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
        for each in (*node.decorator_list, *node.args.defaults, *node.args.kw_defaults):
            if each is not None:
                self.evaluate(each)
        of = self.nested_function(node)
        self.env[node.name] = of
        self.note_nested(self.module.nested[(node.lineno, node.col_offset)])
        return True

    def _class(self, node: ast.ClassDef) -> bool:
        place = (node.lineno, node.col_offset)
        definition = self.module.nested_classes.get(place)
        if definition is None:
            definition = ClassDefinition(self.module, node, None)
            self.module.nested_classes[place] = definition
        for statement in node.body:
            if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
                known = definition.methods.setdefault(statement.name, [])
                method = next((each for each in known if each.line == statement.lineno), None)
                if method is None:
                    method = FunctionDefinition(self.module, statement, definition, self.definition)
                    known.append(method)
                self.note_nested(method)
        kept, self.env = self.env, dict(self.env)
        self.run([each for each in node.body if not isinstance(each, DEFINITIONS)])
        self.env = kept
        self.env[node.name] = ClassObject(definition)
        return True

    def _import(self, node: ast.Import | ast.ImportFrom) -> bool:
        for name, of in self.interpreter.names.local_imports(self.module, node):
            self.env[name] = of
        return True

    def _global(self, node: ast.Global) -> bool:
        self.globals.update(node.names)
        return True

    def _nonlocal(self, node: ast.Nonlocal) -> bool:
        self.nonlocals.update(node.names)
        return True

    def _delete(self, node: ast.Delete) -> bool:
        for target in node.targets:
            if isinstance(target, ast.Name):
                self.env.pop(target.id, None)
            elif isinstance(target, ast.Subscript):
                container, key = self.evaluate(target.value), self.evaluate(target.slice)
                calls.item_method(self.as_evaluation(), target, container, "__delitem__", [key])
        return True

    def _assert(self, node: ast.Assert) -> bool:
        self.blame_test(self.evaluate(node.test))
        if node.msg is not None:
            self.evaluate(node.msg)
        self.env.update(Narrowing(self).of(node.test)[0])
        return truth(self, node.test) is not False


_METHODS: dict[type[ast.stmt], Callable[..., bool]] = {
    ast.Expr: Statements._expression,
    ast.Assign: Statements._assign_statement,
    ast.AnnAssign: Statements._annotated_assign,
    ast.AugAssign: Statements._augmented_assign,
    ast.Return: Statements._return,
    ast.Raise: Statements._raise,
    ast.Break: Statements._jump,
    ast.Continue: Statements._jump,
    ast.If: Statements._if,
    ast.For: Statements._loop,
    ast.AsyncFor: Statements._loop,
    ast.While: Statements._while,
    ast.With: Statements._with,
    ast.AsyncWith: Statements._with,
    ast.Try: Statements._try,
    ast.TryStar: Statements._try,
    ast.Match: Statements._match,
    ast.FunctionDef: Statements._function,
    ast.AsyncFunctionDef: Statements._function,
    ast.ClassDef: Statements._class,
    ast.Import: Statements._import,
    ast.ImportFrom: Statements._import,
    ast.Global: Statements._global,
    ast.Nonlocal: Statements._nonlocal,
    ast.Delete: Statements._delete,
    ast.Assert: Statements._assert,
}


def _goes_on_for_good(statement: ast.stmt) -> bool:
    """Whether a statement is a loop without an end, or has one in its way: local names live as long."""
    if isinstance(statement, ast.While):
        is_true = isinstance(statement.test, ast.Constant) and bool(statement.test.value)
        return is_true and not any(isinstance(each, ast.Break) for each in walk(statement))
    if isinstance(statement, (ast.Try, ast.With, ast.AsyncWith)):
        return any(map(_goes_on_for_good, statement.body))
    return False
