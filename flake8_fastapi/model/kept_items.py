"""What dictionaries and lists hold: their literals, and what is put into them, wherever that is done."""

from __future__ import annotations

import ast
import re
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_fastapi.model import iteration
from flake8_fastapi.model.arguments import shallow
from flake8_fastapi.model.definitions import ImportBinding
from flake8_fastapi.model.receivers import receiver_name
from flake8_fastapi.model.registration import items_put
from flake8_fastapi.model.scope import path_of
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.types import (
    NONE,
    UNKNOWN,
    Constant,
    Entries,
    Instance,
    Items,
    Maker,
    TupleOf,
    Type,
    Union,
    is_informative,
    union,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flake8_fastapi.model.arguments import Arguments
    from flake8_fastapi.model.definitions import ClassDefinition, FunctionDefinition
    from flake8_fastapi.model.evaluation import Evaluation
    from flake8_fastapi.model.interpreter import Interpreter
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.types import FunctionObject

CONTAINERS = frozenset({"builtins.dict", "builtins.list", "builtins.set"})
MOST_MEMBERS = 16
"""Keys of a dictionary that are told apart."""
MOST_WRITERS = 8
"""Functions that put something into one container and are looked at for it."""

FILLING_METHODS = frozenset({"append", "appendleft", "add", "insert", "extend", "update", "setdefault"})
"""Methods that put what they are given into a container."""
RUNNING_THROUGH = frozenset(
    {"difference", "extend", "extendleft", "fromkeys", "intersection", "union", "update"}
)
"""Methods that run through what they are given."""
FILLING_CALL = rf"\.(?:{'|'.join(sorted(FILLING_METHODS))}|set)\("
ENTRY_ASSIGNED = r"\][ \t]*(?::[^=\n]*)?=(?!=)"
FILLED = rf"(?:\[[^\]\n]*{ENTRY_ASSIGNED}|(?:\[[^\]\n]*\])?{FILLING_CALL})"
FILLING = re.compile(f"{FILLING_CALL}|{ENTRY_ASSIGNED}".encode())
HOLDER = re.compile(rb"(?<!\w)([A-Za-z]\w*)(\[[^\]\n]*\])?\Z")
"""The name of a container at the end of a line's part, and the key in brackets."""


def names_filled(content: bytes) -> set[str]:
    """The public names of containers into which a text seems to put something.

    What follows the names is looked for first: it is rarer than they are, and begins with a fixed character.
    """
    found: set[str] = set()
    for filling in FILLING.finditer(content):
        is_entry = content.startswith(b"]", filling.start())
        line = content.rfind(b"\n", 0, filling.start()) + 1
        holder = HOLDER.search(content, line, filling.start() + is_entry)
        if holder is not None and (holder[2] or not is_entry):
            found.add(holder[1].decode("ascii", "replace"))
    return found


def entry(of: Entries, key: Type) -> Type:
    """What a dictionary holds under a key."""
    if isinstance(key, Constant):
        for name, value in of.members:
            if name == key.value and type(name) is type(key.value):
                return value
    return of.value


def read(evaluation: Evaluation, node: ast.expr, container: Entries, key: Type) -> Type:
    """What a function reads from the dictionary that ``node`` stands for.

    A function that fills it itself is a memo: under a key that nobody knows stands what this call of it
    put there, not what calls with other arguments did.
    """
    of = entry(container, key)
    path = path_of(node)
    if isinstance(key, Constant) or path is None or evaluation.definition is None or not is_informative(of):
        return of
    head, _, rest = path.partition(".")
    is_own = bool(rest) and head == evaluation.receiver_name
    if not is_own and head in evaluation.env:
        return of
    text = evaluation.interpreter.project.bodies.text_of(evaluation.definition)
    if f"{path}[" not in text or not re.search(rf"\b{re.escape(path)}{FILLED}", text):
        return of
    known = f".{rest}" if is_own else path
    here = [
        entry(given, key)
        for name, given in evaluation.items_put
        if name == known and isinstance(given, Entries)
    ]
    return union(here) if here else UNKNOWN


def with_entry(of: Entries, key: Type, value: Type) -> Entries:
    """The dictionary once a value stands under a key."""
    members = dict(of.members)
    if isinstance(key, Constant) and is_informative(value):
        known = members.get(key.value)
        if known is not None or len(members) < MOST_MEMBERS:
            members[key.value] = value if known is None else union((known, value))
    together = value if of.value is UNKNOWN else union((of.value, value))
    return Entries(of.key, together, tuple(members.items()))


def filled(container: Type, given: Type) -> Type:
    """A container once what another holds is in it, too."""
    if isinstance(container, Union):
        return union(filled(each, given) for each in container.options)
    if isinstance(container, Entries) and isinstance(given, Entries):
        for name, value in given.members:
            container = with_entry(container, Constant(name), value)
        return with_entry(container, given.key, given.value)
    if isinstance(container, Items) and isinstance(given, Items):
        return Items(given.item if container.item is UNKNOWN else union((container.item, given.item)))
    return container


def put(evaluation: Evaluation, node: ast.expr, container: Type, given: Type) -> None:
    """Note that something is put into the container that ``node`` stands for."""
    if not is_informative(given):
        return
    holder = _holder_of(node)
    if holder is not None:
        node, key = holder
        container = evaluation.type_of(node)
        given = with_entry(Entries(UNKNOWN, UNKNOWN), evaluation.type_of(key), given)
    path = path_of(node)
    if path is None:
        return
    given = shallow(given)
    head, _, rest = path.partition(".")
    is_own = bool(rest) and head == evaluation.receiver_name
    if is_own or (path in evaluation.env and path not in evaluation.globals):
        # What is put into itself, or into what it holds, again and again would grow without end.
        evaluation.env[path] = shallow(filled(container, given))
    if is_own:
        evaluation.items_put.append((f".{rest}", given))
    elif head not in evaluation.env or head in evaluation.globals or rest:
        evaluation.items_put.append((path, given))


def put_into_inner(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> None:
    """Note ``handlers[name].append(each)`` where nothing else tells that a dictionary holds lists."""
    function = node.func if isinstance(node, ast.Call) else None
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Subscript):
        if function.attr in ("append", "add"):
            put(evaluation, function.value, UNKNOWN, Items(arguments.at(0)))


def _holder_of(node: ast.expr) -> tuple[ast.expr, ast.expr] | None:
    """The dictionary that holds a container, and its key there: ``x[key]``, ``x.setdefault(key, [])``."""
    if isinstance(node, ast.Subscript):
        return node.value, node.slice
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        if node.func.attr == "setdefault":
            return node.func.value, node.args[0]
    return None


def container_method(
    evaluation: Evaluation, node: ast.expr, container: Type, name: str, arguments: Arguments
) -> Type:
    """What a method of a list, set or dictionary gives; what it puts in is noted."""
    if name in RUNNING_THROUGH:
        for each in arguments.positional:
            iteration.run_through(evaluation, node, each)
    given = _given_to(container, name, arguments)
    if given is not None and isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        put(evaluation, node.func.value, container, given)
    if isinstance(container, Entries):
        if name in ("get", "pop", "setdefault"):
            holder = (
                node.func.value
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
                else node
            )
            of = read(evaluation, holder, container, arguments.at(0))
            return arguments.at(1) if of is UNKNOWN and name == "setdefault" else of
        if name == "values":
            return Items(container.value)
        if name == "keys":
            return Items(container.key)
        if name == "items":
            return Items(TupleOf((container.key, container.value)))
        return container if name == "copy" else UNKNOWN
    if isinstance(container, Items):
        if name in ("pop", "popleft", "__next__", "get"):
            return container.item
        return container if name in ("copy", "union", "difference", "__iter__") else UNKNOWN
    return UNKNOWN


def _given_to(container: Type, name: str, arguments: Arguments) -> Type | None:
    """What a method puts into its container, as a container; None for one that puts nothing in."""
    if isinstance(container, Entries):
        if name == "setdefault":
            return Entries(arguments.at(0), arguments.at(1))
        if name == "update":
            of = arguments.at(0)
            given = of if isinstance(of, Entries) else Entries(UNKNOWN, UNKNOWN)
            for key, value in arguments.keywords.items():
                given = with_entry(given, Constant(key), value)
            return given
    elif isinstance(container, Items):
        if name in ("append", "appendleft", "add", "set"):
            return Items(arguments.at(0))
        if name == "insert":
            return Items(arguments.at(1))
        if name == "extend" and isinstance(arguments.at(0), Items):
            return arguments.at(0)
    return None


class KeptItems:
    """Answers what stands in containers that outlive the functions that fill them."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter

    def says_little(self, of: Type) -> bool:
        """Whether a type leaves open what is really there: ``Any``, a protocol, an abstract class."""
        if isinstance(of, Union):
            return all(self.says_little(each) for each in of.options)
        if isinstance(of, Entries):
            return self.says_little(of.value)
        if isinstance(of, Items):
            return self.says_little(of.item)
        if isinstance(of, Instance):
            if isinstance(of.cls, str):
                return of.cls in CONTAINERS
            if of.exact:
                return False
            hierarchy = self.interpreter.hierarchy
            return hierarchy.is_protocol(of.cls) or "abc.ABC" in hierarchy.lineage(of.cls)
        return of is UNKNOWN or of == NONE or isinstance(of, Maker)

    def _may_hold_more(self, of: Type) -> bool:
        """Whether it is a container of which neither a literal nor an annotation says what is in it."""
        return isinstance(of, (Entries, Items)) and (not is_informative(of) or self.says_little(of))

    def of_module(self, module: Module, name: str, of: Type) -> Type:
        """A module's container with what the project puts into it; anything else as it is."""
        if not self._may_hold_more(of):
            return of
        own = list(self._put_by_lines(module, name, self._lines_filling(module, name)))
        if not own and not name.startswith("_"):
            for path in self._files_filling.get(name, ()):
                other = self.interpreter.project.module_at(path)
                if other is not module and self._means(other, module, name):
                    own += self._put_by_lines(other, name, self._lines_filling(other, name))
        return _together(of, own)

    def of_class(self, cls: ClassDefinition, name: str, of: Type) -> Type:
        """A container that a class's objects hold, with what its methods put into it."""
        if not self._may_hold_more(of):
            return of
        word = re.compile(rf"\.{name}{FILLED}")
        found: list[Type] = []
        asked = 0
        for each in self.interpreter.hierarchy.lineage(cls):
            for methods in () if isinstance(each, str) else each.methods.values():
                for method in methods:
                    if asked < MOST_WRITERS and word.search(self.interpreter.project.bodies.text_of(method)):
                        asked += 1
                        known = (f".{name}", f"{receiver_name(method)}.{name}", f"{cls.name}.{name}")
                        put = items_put(self.interpreter, method, word)
                        found += [given for path, given in put if path in known]
        return _together(of, found)

    @cached_property
    def _files_filling(self) -> dict[str, list[str]]:
        """For each public name the files that seem to put something into a container of that name."""
        found: dict[str, list[str]] = {}
        for path, content in self.interpreter.project.survey.contents():
            for name in names_filled(content):
                found.setdefault(name, []).append(path)
        return found

    def _means(self, user: Module, module: Module, name: str) -> bool:
        """Whether a file imports the name from the module that has it, or the module itself."""
        names = self.interpreter.names
        for binding in user.lookup(name):
            if not isinstance(binding, ImportBinding) or names.imported_module(user, binding) is not module:
                return False
        return True

    def _lines_filling(self, module: Module, name: str) -> list[int]:
        word = re.compile(rf"\b{re.escape(name)}{FILLED}")
        lines = self.interpreter.project.bodies.lines_of(module)
        return [number for number, text in enumerate(lines, 1) if name in text and word.search(text)]

    def _put_by_lines(self, module: Module, name: str, lines: Iterable[int]) -> Iterator[Type]:
        if is_test_file(module.display_path):
            return
        asked: set[FunctionDefinition] = set()
        for line in lines:
            function = module.function_around(line)
            if function is None:
                yield from self._put_at_top_level(module, name, line)
            elif function not in asked and len(asked) < MOST_WRITERS:
                asked.add(function)
                yield from list(self._put_in(name, function, None)) or self._put_for_others(name, function)

    def _put_in(
        self, name: str, definition: FunctionDefinition, function: FunctionObject | None
    ) -> Iterator[Type]:
        summary = self.interpreter.summary_of(definition, function)
        for path, given in summary.items_put:
            if path == name or (path.endswith(f".{name}") and not path.startswith(".")):
                yield given
        for nested in summary.nested:
            if name in self.interpreter.project.bodies.text_of(nested.definition):
                yield from self._put_in(name, nested.definition, nested)

    def _put_for_others(self, name: str, function: FunctionDefinition) -> Iterator[Type]:
        for path, given in items_put(self.interpreter, function, re.compile(rf"\b{re.escape(name)}{FILLED}")):
            if path == name or path.endswith(f".{name}"):
                yield given

    def _put_at_top_level(self, module: Module, name: str, line: int) -> Iterator[Type]:
        text = self.interpreter.project.bodies.lines_of(module)[line - 1].strip()
        try:
            statement = ast.parse(text).body[0]
        except (SyntaxError, ValueError, IndexError):
            return  # it goes on in the next line
        scope = self.interpreter.module_scope(module)
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Subscript):
            target = statement.targets[0]
            if path_of(target.value) == name:
                yield Entries(scope.type_of(target.slice), scope.type_of(statement.value))
        elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            call = statement.value
            if isinstance(call.func, ast.Attribute) and path_of(call.func.value) == name and call.args:
                yield Items(scope.type_of(call.args[-1]))


def _together(container: Type, given: Iterable[Type]) -> Type:
    for each in given:
        if is_informative(each):
            container = shallow(filled(container, each))
    return container
