"""Which methods a call reaches: bases, overrides, ``super`` and protocols."""

from __future__ import annotations

from project_files import ProjectFiles

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
