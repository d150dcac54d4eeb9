"""The model's parts, asked one by one."""

from __future__ import annotations

import ast

import pytest
from project_files import ProjectFiles

from flake8_fastapi.model.arguments import DEEPEST_ARGUMENT, shallow
from flake8_fastapi.model.bodies import KEPT_NODES, KEPT_TEXTS
from flake8_fastapi.model.module import Module
from flake8_fastapi.model.nodes import NODE_NAMES, BlockingCall, Misuse, SyncDependency
from flake8_fastapi.model.type_order import alternatives, repr_key
from flake8_fastapi.model.types import (
    NONE,
    UNKNOWN,
    ClassObject,
    Constant,
    Coroutine,
    Entries,
    External,
    ExternalMethod,
    FunctionObject,
    Instance,
    Items,
    ModuleObject,
    Partial,
    TupleOf,
    Type,
    Union,
    union,
)

SHOP = """
import requests
import stock
from stock import Item as Renamed, count

client = requests.Session()
nothing = None
several = [client]
LIMIT = 5
CHANGED = 1
maybe: requests.Session | None = None

def change():
    global CHANGED
    CHANGED = 2

class Shop:
    open = True
    owner: "Renamed"

    def __init__(self, first: Renamed, *rest):
        self.first = first
        self.client = requests.Session()

    def sell(self):
        return self.client.get("u")
"""
STOCK = "class Item: ...\ndef count(): return 1\n"


@pytest.fixture
def shop(files: ProjectFiles) -> Module:
    files.write({"shop.py": SHOP, "stock.py": STOCK})
    return files.open("shop.py")


def told(of: Type | None) -> str:
    """A type in few words."""
    if isinstance(of, Instance):
        name = of.cls if isinstance(of.cls, str) else of.cls.full_name
        return f"{'exactly ' if of.exact else ''}a {name}"
    if isinstance(of, ClassObject):
        return f"class {of.definition.full_name}"
    if isinstance(of, FunctionObject):
        return f"function {of.definition.full_name}"
    if isinstance(of, ModuleObject):
        return f"module {of.module.name}"
    if isinstance(of, Items):
        return f"items: {told(of.item)}"
    if isinstance(of, Union):
        return " or ".join(sorted(told(each) for each in of.options))
    return repr(of)


def test_names_tell_what_a_top_level_name_stands_for(shop: Module) -> None:
    names = shop.project.interpreter.names
    found = {
        name: told(names.type_of(shop, name))
        for name in ("requests", "stock", "Renamed", "count", "client", "several", "change", "Shop", "gone")
    }
    assert found == {
        "requests": "External(name='requests')",
        "stock": "module stock",
        "Renamed": "class stock.Item",
        "count": "function stock.count",
        "client": "exactly a requests.Session",
        "several": "items: exactly a requests.Session",
        "change": "function shop.change",
        "Shop": "class shop.Shop",
        "gone": "None",
    }
    assert names.type_of(shop, "nothing") == NONE
    assert names.is_bound(shop, "stock")
    assert not names.is_bound(shop, "gone")


def test_names_tell_constants_that_nobody_changes(shop: Module) -> None:
    constant = shop.project.interpreter.names.constant
    assert [constant(shop, name) for name in ("LIMIT", "CHANGED", "client", "gone")] == [5, None, None, None]


def test_attributes_are_found_on_every_kind_of_value(shop: Module) -> None:
    interpreter = shop.project.interpreter
    find = interpreter.attributes.find
    cls = interpreter.names.type_of(shop, "Shop")
    assert isinstance(cls, ClassObject)
    instance = Instance(cls.definition)
    module = ModuleObject(shop)
    assert told(find(instance, "client")) == "exactly a requests.Session"
    assert told(find(instance, "first")) == "a stock.Item"
    assert told(find(instance, "owner")) == "a stock.Item"
    assert told(find(instance, "sell")) == "function shop.Shop.sell"
    assert told(find(cls, "sell")) == "function shop.Shop.sell"
    assert told(find(module, "Shop")) == "class shop.Shop"
    assert told(find(External("requests"), "Session")) == "External(name='requests.Session')"
    for value in (instance, cls, module, UNKNOWN, NONE):
        assert find(value, "gone") is UNKNOWN


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        ("Renamed", "a stock.Item"),
        ("'Renamed'", "a stock.Item"),
        ("stock.Item", "a stock.Item"),
        ("requests.Session", "a requests.Session"),
        ("list[Renamed]", "items: a stock.Item"),
        ("None", "Constant(value=None)"),
        ("Renamed | None", "Constant(value=None) or a stock.Item"),
        ("type[Renamed]", "class stock.Item"),
        ("gone", "UNKNOWN"),
        ("count", "UNKNOWN"),
        ("[Renamed]", "UNKNOWN"),
    ],
)
def test_annotations_tell_the_type_of_a_value(shop: Module, annotation: str, expected: str) -> None:
    interpreter = shop.project.interpreter
    node = ast.parse(annotation, mode="eval").body
    assert told(interpreter.annotations.value_type(interpreter.module_scope(shop), node)) == expected


def test_a_summary_tells_what_a_function_does(shop: Module) -> None:
    interpreter = shop.project.interpreter
    functions = {each.label: each for each in shop.skeleton.functions}
    [effect] = interpreter.summary_of(functions["Shop.sell"]).effects
    assert (effect.category, effect.line, effect.name) == ("http", 26, "Session.get")
    written = dict(interpreter.summary_of(functions["Shop.__init__"]).attributes_written)
    assert {name: told(of) for name, of in written.items()} == {
        "first": "a stock.Item",
        "client": "exactly a requests.Session",
    }
    assert [name for name, _ in interpreter.summary_of(functions["change"]).globals_written] == ["CHANGED"]
    assert interpreter.summary_of(functions["change"]).effects == ()


def test_a_summary_is_worked_out_once(shop: Module) -> None:
    interpreter = shop.project.interpreter
    for function in shop.skeleton.functions:
        assert interpreter.summary_of(function) is interpreter.summary_of(function)


def test_framework_nodes_are_made_only_when_they_are_asked_for(files: ProjectFiles) -> None:
    files.write(
        {
            "main.py": """
                import asyncio
                import time
                from fastapi import Depends

                def settings(): return 1

                async def wait(): ...

                async def handler(value=Depends(settings)):
                    time.sleep(1)
                    wait()
            """
        }
    )
    module = files.open("main.py")
    kinds = {BlockingCall: 11, Misuse: 12, SyncDependency: 6}
    for kind, line in kinds.items():
        [node] = module.framework_nodes(frozenset({kind.__name__}))
        assert isinstance(node, (BlockingCall, Misuse, SyncDependency))
        assert type(node) is kind
        assert (node.lineno, node.col_offset) == (line, 4 if kind is not SyncDependency else 0)
    assert {type(each) for each in module.framework_nodes(NODE_NAMES)} >= set(kinds)
    assert list(module.framework_nodes(frozenset())) == []
    assert list(module.framework_nodes(frozenset({"Call"}))) == []


def test_bodies_stay_few_and_come_back_as_they_were(files: ProjectFiles) -> None:
    count = KEPT_NODES + 50
    text = "".join(f"def f{number}():\n    return {number}\n" for number in range(count))
    files.write({"many.py": text} | {f"m{n}.py": "def f(): ...\n" for n in range(KEPT_TEXTS + 10)})
    bodies = files.project.bodies
    functions = files.project.module_at(str(files.root / "many.py")).skeleton.functions
    first = ast.dump(functions[0].node(), include_attributes=True)
    for function in functions:
        assert function.node().lineno == function.line
    assert len(bodies._nodes) <= KEPT_NODES
    assert ast.dump(functions[0].node(), include_attributes=True) == first
    for number in range(KEPT_TEXTS + 10):
        bodies.lines_of(files.project.module_at(str(files.root / f"m{number}.py")))
    assert len(bodies._lines) <= KEPT_TEXTS


def test_unions_do_not_depend_on_the_order_of_their_parts() -> None:
    parts: list[Type] = [Instance("a.A"), Instance("b.B", exact=False), NONE, External("c"), UNKNOWN]
    whole = union(parts)
    assert union(reversed(parts)) == whole
    assert union([whole, *parts]) == whole
    assert union([parts[0], parts[0]]) == parts[0]
    assert alternatives(union(reversed(parts))) == alternatives(whole)
    assert NONE not in alternatives(whole)
    assert sorted(alternatives(whole), key=repr_key) == list(alternatives(whole))
    assert union(Instance(f"m.C{number}") for number in range(100)) is UNKNOWN


def test_the_order_of_alternatives_takes_no_longer_for_deep_types() -> None:
    """Each level doubles what a whole description would hold."""
    of: Type = Instance("lib.Start")
    for _ in range(40):
        of = union([ExternalMethod(of, "get"), ExternalMethod(of, "set")])
    assert len(alternatives(of)) == 2
    assert len(repr_key(of)) < 1000


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ExternalMethod(Instance("a.A"), "get"), ExternalMethod(Instance("b.B"), "get")),
        (Constant("a"), Constant("b")),
        (Items(Instance("a.A")), Items(Instance("b.B"))),
        (Items(union([NONE, Instance("a.A")])), Items(union([NONE, Instance("b.B")]))),
        (TupleOf((NONE, Instance("a.A"))), TupleOf((NONE, Instance("b.B")))),
        (Entries(Instance("a.A"), NONE), Entries(Instance("b.B"), NONE)),
        (Coroutine(Instance("a.A")), Coroutine(Instance("b.B"))),
        (Partial(External("a")), Partial(External("b"))),
    ],
)
def test_alternatives_of_one_kind_have_an_order(one: Type, other: Type) -> None:
    """Else the first of them, which messages name, would be another one in another process."""
    assert repr_key(one) != repr_key(other)


def test_methods_of_objects_are_nested_no_deeper_than_other_types() -> None:
    """Else circles of functions that hand on such methods would make ever larger types."""
    of: Type = Instance("a.A")
    for _ in range(50):
        of = Items(ExternalMethod(Instance("a.A", True, (("kept", of),)), "get"))
    assert repr(shallow(of)).count("ExternalMethod") <= DEEPEST_ARGUMENT
