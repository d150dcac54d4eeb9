"""The answer is the same whatever file is checked first, also where functions call each other in circles."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

from flake8_fastapi.model.effects import Effect, Step
from flake8_fastapi.model.type_order import repr_key
from flake8_fastapi.model.types import UNKNOWN, Coroutine, Generator, Instance

RING = {
    "first.py": """
        import time
        import second

        def start(n):
            if n:
                return second.go_on(n - 1)
            time.sleep(1)

        async def handler():
            start(1)
            second.go_on(1)
    """,
    "second.py": """
        import first
        import third

        def go_on(n):
            return third.back(n)

        async def handler():
            go_on(1)
    """,
    "third.py": """
        import requests
        import first
        import second

        def back(n):
            if n > 7:
                requests.get("u")
            if n > 5:
                return second.go_on(n)
            return first.start(n)

        async def handler():
            back(1)
            first.start(1)
    """,
}

TYPES_IN_A_RING = {
    "models.py": """
        import services

        class Model:
            def __init__(self):
                self.service = services.get_service()

            def save(self):
                return self.service.client.get("u")

        def get_model(): return services.get_service().model
    """,
    "services.py": """
        import requests
        import models

        class Service:
            def __init__(self):
                self.client = requests.Session()
                self.model = models.Model()

            def save(self):
                self.model.save()

        def get_service(): return models.get_model().service or Service()
    """,
    "main.py": """
        import models
        import services

        async def handler(model: models.Model, service: services.Service):
            model.save()
            service.save()
            models.get_model().save()
            services.get_service().save()
            service.model.service.client.get("u")
    """,
}

OVERRIDES_IN_A_RING = {
    "base.py": """
        from abc import ABC, abstractmethod

        class Node(ABC):
            def __init__(self, children=()):
                self.children = list(children)

            @abstractmethod
            def visit(self): ...

            def all(self):
                for child in self.children:
                    child.visit()
                return self.visit()
    """,
    "leaf.py": """
        import time
        from base import Node

        class Leaf(Node):
            def visit(self): time.sleep(1)
    """,
    "branch.py": """
        from base import Node
        from leaf import Leaf

        class Branch(Node):
            def __init__(self): super().__init__([Leaf(), Branch()])
            def visit(self): return self.all()

        async def handler(node: Node, branch: Branch):
            node.visit()
            node.all()
            branch.all()
            Branch().visit()
            Leaf().all()
    """,
}

GLOBALS_IN_A_RING = {
    "one.py": """
        import two

        client = None

        def start():
            global client
            client = two.make()

        async def handler():
            client.get("u")
            two.fetch()
    """,
    "two.py": """
        import requests
        import one

        shared = one.client

        def make(): return shared or requests.Session()
        def fetch(): return one.client.get("u")

        async def handler():
            fetch()
            shared.get("u")
            make().get("u")
    """,
}


@pytest.mark.parametrize(
    ("project", "expected"),
    [
        (RING, {"first.py": 2, "second.py": 1, "third.py": 2}),
        (TYPES_IN_A_RING, {"main.py": 5}),
        (OVERRIDES_IN_A_RING, {"branch.py": 3}),
        (GLOBALS_IN_A_RING, {"one.py": 2, "two.py": 3}),
    ],
    ids=["calls", "types", "overrides", "globals"],
)
def test_circles_across_files_in_every_order(
    files: ProjectFiles, project: dict[str, str], expected: dict[str, int]
) -> None:
    files.write(project)
    found = files.same_in_all_permutations(list(project))
    assert {name: sum(each.path == name for each in found) for name in expected} == expected


@pytest.mark.parametrize("first", ["even", "odd", "start", "handler"])
def test_whichever_function_is_asked_first(files: ProjectFiles, first: str) -> None:
    files.write(
        {
            "main.py": """
                import time

                def even(n): return odd(n - 1)

                def odd(n):
                    if n == 1:
                        time.sleep(1)
                    return even(n - 1)

                def start(n): return even(n) or odd(n)

                async def handler(n):
                    start(n)
            """
        }
    )
    module = files.open("main.py")
    interpreter = files.project.interpreter
    functions = {each.name: each for each in module.skeleton.functions}
    interpreter.summary_of(functions[first])
    lengths = {
        name: [len(effect.chain) for effect in interpreter.summary_of(each).transmitted]
        for name, each in functions.items()
    }
    assert lengths == {"odd": [0], "even": [1], "start": [1], "handler": [2]}


def test_the_shortest_way_is_told_from_wherever_one_looks(files: ProjectFiles) -> None:
    files.write(
        {
            "main.py": """
                import time

                def direct(): time.sleep(1)
                def around(): return further()
                def further(): return around() or direct()
                def either(): return around() or direct()

                async def handler():
                    either()
            """
        }
    )
    [found] = files.check("main.py")
    assert [str(step) for step in found.chain] == ["direct (main.py:7)", "time.sleep (main.py:4)"]


def test_a_function_that_calls_itself_with_ever_new_types_ends(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import requests
                from functools import partial

                class Box:
                    def __init__(self, inner):
                        self.inner = inner

                    def wrap(self):
                        return Box(self).wrap()

                def deeper(value):
                    value.get("u")
                    return deeper([value]) or deeper((value, value)) or deeper({1: value})

                def call(work):
                    return call(partial(work, 1)) or call(lambda: work()) or work()

                async def handler(box: Box):
                    deeper(requests.Session())  # expect: FAPI109
                    call(partial(requests.get, "u"))  # expect: FAPI109
                    Box(requests.Session()).wrap()
                    box.wrap()
            """
        }
    )


def test_a_long_chain_is_followed_to_its_end(files: ProjectFiles) -> None:
    length = 300
    functions = "".join(f"def f{n}(): return f{n + 1}()\n" for n in range(length))
    main = f"import time\n{functions}def f{length}(): time.sleep(1)\nasync def handler():\n    f0()\n"
    files.write({"main.py": main})
    [found] = files.check("main.py")
    assert len(found.chain) == length + 1


def test_types_of_one_kind_have_an_order_of_their_own() -> None:
    """Types are kept in sets; without an order, messages would differ from one run to the next."""

    def told(operation: str) -> tuple[Effect, ...]:
        return (Effect(1, 0, "http", "load", operation, chain=(Step("load", "a.py", 1),)),)

    given = Instance("a.Answer", True, (("kept", Instance("a.Kept", True, (("text", UNKNOWN),))),))
    others = (
        Coroutine(given, effects=told("first")),
        Coroutine(given, effects=told("second")),
        Generator(given, effects=told("first")),
        Generator(given, effects=told("second")),
        given,
        Instance("a.Answer", True, (("kept", UNKNOWN),)),
    )
    assert len({repr_key(each) for each in others}) == len(others)
