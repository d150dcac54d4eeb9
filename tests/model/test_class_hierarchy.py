"""Which methods a call reaches: bases, overrides, ``super`` and protocols."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

from flake8_fastapi.model.definitions import ClassDefinition
from flake8_fastapi.model.module import Module
from flake8_fastapi.model.types import Instance

STORES = """
    import time
    from abc import ABC, abstractmethod

    class Store(ABC):
        @abstractmethod
        def load(self): ...

        def reload(self):
            return self.load()

    class SlowStore(Store):
        def load(self):
            time.sleep(1)

    class QuickStore(Store):
        def load(self):
            return 1
"""


def test_an_abstract_base_reaches_all_overrides_and_a_known_class_its_own(files: ProjectFiles) -> None:
    files.verify(
        {
            "stores.py": STORES,
            "main.py": """
                from stores import QuickStore, SlowStore, Store

                async def handler(store: Store, slow: SlowStore, quick: QuickStore):
                    store.load()  # expect: FAPI109
                    store.reload()  # expect: FAPI109
                    slow.load()  # expect: FAPI109
                    slow.reload()  # expect: FAPI109
                    quick.load()
                    quick.reload()
                    SlowStore().reload()  # expect: FAPI109
                    QuickStore().reload()
            """,
        }
    )


def test_overrides_in_files_that_nobody_imports_count(files: ProjectFiles) -> None:
    files.verify(
        {
            "app/__init__.py": "",
            "app/base.py": "class Store:\n    def load(self):\n        raise NotImplementedError\n",
            "app/deep/slow.py": """
                import time
                from app import base

                class Slow(base.Store):
                    def load(self): time.sleep(1)
            """,
            "main.py": """
                from app.base import Store

                async def handler(store: Store):
                    store.load()  # expect: FAPI109
                    Store().load()
            """,
        }
    )


def test_overrides_in_tests_do_not_count(files: ProjectFiles) -> None:
    files.verify(
        {
            "base.py": "class Store:\n    def load(self):\n        raise NotImplementedError\n",
            "tests/fakes.py": """
                import time
                from base import Store

                class Fake(Store):
                    def load(self): time.sleep(1)
            """,
            "main.py": """
                from base import Store

                async def handler(store: Store):
                    store.load()
            """,
        }
    )


def test_a_class_of_the_same_name_elsewhere_is_no_subclass(files: ProjectFiles) -> None:
    files.verify(
        {
            "one.py": "class Store:\n    def load(self): ...\n",
            "other.py": """
                import time

                class Store:
                    def load(self): ...

                class Slow(Store):
                    def load(self): time.sleep(1)
            """,
            "main.py": """
                import one
                import other

                async def handler(first: one.Store, second: other.Store):
                    first.load()
                    second.load()  # expect: FAPI109
            """,
        }
    )


def test_super_reaches_the_next_class_only(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import time

                class Slow:
                    def load(self): time.sleep(1)
                    def quick(self): return 1

                class Child(Slow):
                    def load(self):
                        return super().load()

                    def quick(self):
                        return super().quick()

                    async def run(self):
                        super().load()  # expect: FAPI109
                        super().quick()
                        super(Child, self).load()  # expect: FAPI109
                        super().gone()

                class Silent(Slow):
                    def load(self): return 1

                async def handler():
                    Child().load()  # expect: FAPI109
                    Child().quick()
                    Silent().load()
            """
        }
    )


def test_several_bases_are_asked_from_left_to_right(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import time

                class Quick:
                    def load(self): return 1

                class Slow:
                    def load(self): time.sleep(1)

                class QuickFirst(Quick, Slow): ...
                class SlowFirst(Slow, Quick): ...

                async def handler():
                    QuickFirst().load()
                    SlowFirst().load()  # expect: FAPI109
            """
        }
    )


def test_super_in_a_mixin_reaches_what_it_is_mixed_with(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import time

                class Slow:
                    def load(self): time.sleep(1)

                class Quick:
                    def load(self): return 1

                class Mixin:
                    def load(self): return super().load()

                class SlowMixed(Mixin, Slow): ...
                class QuickMixed(Mixin, Quick): ...

                async def handler():
                    SlowMixed().load()  # expect: FAPI109
                    QuickMixed().load()
            """
        }
    )


def test_a_diamond_visits_the_shared_base_last(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import time

                class Base:
                    def load(self): time.sleep(1)

                class Left(Base): ...

                class Right(Base):
                    def load(self): return 1

                class Bottom(Left, Right): ...

                async def handler():
                    Bottom().load()
                    Left().load()  # expect: FAPI109
            """
        }
    )


def test_a_protocol_is_fitted_by_what_is_handed_over(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import time
                from typing import Protocol

                class Loads(Protocol):
                    def load(self) -> int: ...

                class Slow:
                    def load(self) -> int: time.sleep(1)

                class Quick:
                    def load(self) -> int: return 1

                def use(loader: Loads):
                    return loader.load()

                async def handler(loader: Loads):
                    loader.load()
                    use(Slow())  # expect: FAPI109
                    use(Quick())
            """
        }
    )


def test_a_template_method_calls_the_override_of_the_object(files: ProjectFiles) -> None:
    files.verify(
        {
            "base.py": """
                class Job:
                    def run(self):
                        return self.step()

                    def step(self):
                        return None
            """,
            "main.py": """
                import time
                from base import Job

                class Slow(Job):
                    def step(self): time.sleep(1)

                class Quick(Job):
                    def step(self): return 1

                async def handler(job: Job):
                    Slow().run()  # expect: FAPI109
                    Quick().run()
                    Job().run()
                    job.run()
            """,
        }
    )


@pytest.mark.parametrize("hook", ["pass", "...", "raise NotImplementedError", "'To be overridden.'"])
def test_a_hook_that_does_nothing_stands_for_its_overrides(files: ProjectFiles, hook: str) -> None:
    base = f"class Job:\n    def run(self): return self.step()\n    def step(self): {hook}\n"
    files.verify(
        {
            "base.py": base,
            "main.py": """
                import time
                from base import Job

                class Slow(Job):
                    def step(self): time.sleep(1)

                class Quick(Job):
                    def step(self): return 1

                async def handler(job: Job):
                    job.run()  # expect: FAPI109
                    Slow().run()  # expect: FAPI109
                    Quick().run()
            """,
        }
    )


INHERITED = """
import requests
import time


class Answers:
    def get(self, url): return 1


class Job:
    def step(self): return 1
    @staticmethod
    def fetch(): return 1
    def __enter__(self): return 1
    def __exit__(self, *error): return None
    def __getitem__(self, key): return 1
    def __iter__(self): return iter([1])
    def __call__(self): return 1

    {method}


def execute(job): return job.step()


class Slow(Job):
    def __init__(self): self.client = requests.Session()
    def step(self): time.sleep(1)
    @staticmethod
    def fetch(): time.sleep(1)
    def __enter__(self): time.sleep(1)
    def __getitem__(self, key): time.sleep(1)
    def __iter__(self):
        time.sleep(1)
        return iter([1])
    def __call__(self): time.sleep(1)


class Quick(Job):
    def __init__(self): self.client = Answers()


async def handler():
    Slow().run()  # expect: FAPI109
    Quick().run()
"""

@pytest.mark.parametrize(
    "method",
    [
        "def run(self): return self.step()",
        "def run(self): return self.fetch()",
        "def run(self): return self._inner()\n    def _inner(self): return self.step()",
        pytest.param(
            "def run(self): return self.client.get('u')",
            marks=pytest.mark.xfail(
                strict=True, reason="attributes that a subclass's constructor sets do not make it another case"
            ),
        ),
        "def run(self): return execute(self)",
        "def run(this): return this.step()",
        "def run(self): return type(self).fetch()",
        "def run(self):\n        with self: return 1",
        "def run(self): return self[1]",
        "def run(self): return [each for each in self]",
        "def run(self): return self()",
        "def run(self): return getattr(self, 'step')()",
    ],
)
def test_an_inherited_method_works_on_the_object_that_it_is_called_on(files: ProjectFiles, method: str) -> None:
    files.verify({"main.py": INHERITED.replace("{method}", method)})


def test_async_overrides_are_no_blocking_calls(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import time

                class Base:
                    def load(self): raise NotImplementedError

                class Sync(Base):
                    def load(self): time.sleep(1)

                class Async(Base):
                    async def load(self): return 1

                async def handler(base: Base):
                    base.load()
                    await base.load()
                    await Async().load()
                    Sync().load()  # expect: FAPI109
            """
        }
    )


def test_a_class_method_makes_what_it_is_called_on(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import time

                class Base:
                    @classmethod
                    def make(cls): return cls()

                    def load(self): return 1

                class Slow(Base):
                    def load(self): time.sleep(1)

                async def handler():
                    Slow.make().load()  # expect: FAPI109
                    Base.make().load()
            """
        }
    )


def test_subclasses_of_library_classes_block_like_these(files: ProjectFiles) -> None:
    files.verify(
        {
            "clients.py": """
                import requests

                class Client(requests.Session):
                    def named(self, url): return self.get(url)
                    def post(self, url): return None
            """,
            "main.py": """
                from clients import Client

                async def handler(client: Client):
                    client.get("u")  # expect: FAPI102
                    client.named("u")  # expect: FAPI109
                    client.post("u")
            """,
        }
    )


def test_bases_that_cannot_be_are_survived(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import time

                class Itself(Itself): ...
                class First(Second): ...
                class Second(First):
                    def load(self): time.sleep(1)
                class Odd(*bases, metaclass=meta, **more): ...
                class Made(make("Base", x=1)): ...
                class Twice(Second, Second): ...
                class Number(1, None, "text"): ...

                async def handler(a: Itself, b: First, c: Odd, d: Made, e: Number):
                    a.load()
                    b.load()  # expect: FAPI109
                    c.load()
                    d.load()
                    e.load()
                    Twice().load()  # expect: FAPI109
            """
        }
    )


def cls(module: Module, name: str) -> ClassDefinition:
    [found] = [each for each in module.skeleton.classes if each.name == name]
    return found


def names(found: object) -> list[str]:
    assert isinstance(found, (list, tuple))
    return [each if isinstance(each, str) else each.full_name for each in found]


def test_hierarchy_answers_with_classes_of_the_project_and_names_of_libraries(files: ProjectFiles) -> None:
    files.write({"stores.py": STORES})
    module = files.open("stores.py")
    hierarchy = files.project.interpreter.hierarchy
    store, slow, quick = (cls(module, name) for name in ("Store", "SlowStore", "QuickStore"))
    assert names(hierarchy.lineage(slow)) == ["stores.SlowStore", "stores.Store", "abc.ABC"]
    assert names(hierarchy.subclasses(store)) == ["stores.SlowStore", "stores.QuickStore"]
    assert hierarchy.is_subclass(slow, store)
    assert hierarchy.is_subclass(slow, "abc.ABC")
    assert not hierarchy.is_subclass(store, slow)
    assert not hierarchy.is_subclass(slow, quick)
    assert hierarchy.is_abstract(store.methods["load"][0])
    assert not hierarchy.is_abstract(store.methods["reload"][0])


@pytest.mark.parametrize(
    ("instance", "expected"),
    [
        (("Store", False), ["stores.SlowStore.load", "stores.QuickStore.load"]),
        (("Store", True), ["stores.Store.load"]),
        (("SlowStore", False), ["stores.SlowStore.load"]),
        (("QuickStore", True), ["stores.QuickStore.load"]),
    ],
)
def test_hierarchy_tells_the_methods_that_a_value_may_have(
    files: ProjectFiles, instance: tuple[str, bool], expected: list[str]
) -> None:
    files.write({"stores.py": STORES})
    module = files.open("stores.py")
    name, exact = instance
    found = files.project.interpreter.hierarchy.methods(Instance(cls(module, name), exact), "load")
    assert names(found) == expected
