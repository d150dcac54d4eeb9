"""What the model answers about classes: lineage, subclasses and methods."""

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
