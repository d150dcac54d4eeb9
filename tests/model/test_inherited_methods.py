"""Methods that a class inherits work on the object that they are called on."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles


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
        "def run(self): return self.client.get('u')",
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
def test_an_inherited_method_works_on_the_object_that_it_is_called_on(
    files: ProjectFiles, method: str
) -> None:
    files.verify({"main.py": INHERITED.replace("{method}", method)})


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
