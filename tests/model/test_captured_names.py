"""What nested functions take from the functions around them, and how often they are evaluated for it."""

from __future__ import annotations

from collections import Counter

import pytest
from project_files import ProjectFiles

from flake8_fastapi.model.arguments import Arguments
from flake8_fastapi.model.evaluation import Evaluation

TRACING = """
import functools
import inspect


def traced(function):
    def describe(function, names):
        return f"{function.__module__}.{function.__name__}{inspect.signature(function)}"

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        describe(function, args)
        return function(*args, **kwargs)

    return wrapper
"""


@pytest.fixture
def evaluated(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each function is evaluated, by its name."""
    counts: Counter[str] = Counter()
    run = Evaluation.run_function

    def counting(self: Evaluation, *arguments: object) -> object:
        assert self.definition is not None
        counts[self.definition.name] += 1
        return run(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Evaluation, "run_function", counting)
    return counts


def test_a_helper_that_only_asks_about_functions_is_evaluated_once_for_all(
    files: ProjectFiles, evaluated: Counter[str]
) -> None:
    quiet = "".join(f"@traced\ndef quiet_{number}():\n    return {number}\n\n\n" for number in range(5))
    files.verify(
        {
            "tracing.py": TRACING,
            "main.py": f"import time\n\nfrom tracing import traced\n\n\n{quiet}"
            "@traced\ndef slow():\n    time.sleep(1)\n\n\n"
            "async def handler():\n    quiet_0()\n    quiet_1()\n    quiet_2()\n    quiet_3()\n"
            "    quiet_4()\n    slow()  # expect: FAPI109\n",
        }
    )
    evaluated.clear()
    files.forget()
    files.check("main.py")
    assert evaluated["describe"] == 1
    assert evaluated["wrapper"] >= 6  # each wraps another function, and one of them sleeps


@pytest.mark.parametrize(
    "use",
    [
        "function()",
        "run(function)",
        "functions.append(function)\n    functions[0]()",
        "each = function\n    each()",
        "function.__call__()",
    ],
)
def test_a_function_that_is_more_than_asked_about_is_followed(files: ProjectFiles, use: str) -> None:
    run = "def run(each):\n    each()\n\n\n"
    files.write({"helpers.py": f"{run}def helper(function):\n    functions = []\n    {use}\n"})
    module = files.open("helpers.py")
    helper = next(each for each in module.skeleton.functions if each.name == "helper")
    assert not files.project.interpreter.harmless.only_asks_about(helper, "function")


def test_the_same_nested_function_blocks_or_not_by_what_stands_around_it(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
            import time


            def quick(): ...


            def slow():
                time.sleep(1)


            def make(action):
                def run():
                    action()

                return run


            async def handler():
                make(quick)()
                make(slow)()  # expect: FAPI109
                make(quick)()
            """
        }
    )


def test_what_neighbours_take_counts_as_taken(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
            import time


            def quick(): ...


            def slow():
                time.sleep(1)


            def make(action):
                def inner():
                    action()

                def middle():
                    inner()

                def run():
                    middle()

                return run


            async def handler():
                make(quick)()
                make(slow)()  # expect: FAPI109
            """
        }
    )


def test_own_names_are_not_taken_from_outside(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
            import time


            def slow():
                time.sleep(1)


            def make(action):
                def run(action):
                    action()

                def told():
                    action = slow
                    action()

                return run, told


            def quick(): ...


            async def handler():
                run, told = make(quick)
                run(quick)
                run(slow)  # expect: FAPI109
                told()  # expect: FAPI109
            """
        }
    )


def test_a_function_that_assigns_outside_belongs_to_its_surroundings(files: ProjectFiles) -> None:
    module_text = """
        def around(value):
            def run():
                nonlocal value
                value = 1

            def read():
                return value

            return run, read
        """
    files.write({"helpers.py": module_text})
    module = files.open("helpers.py")
    interpreter = files.project.interpreter
    around = next(each for each in module.skeleton.functions if each.name == "around")
    nested = interpreter.summary_of(around, None, Arguments()).nested
    captured = {
        each.definition.name: interpreter.captures.of(each.definition, each.closure)
        for each in nested
        if each.closure is not None
    }
    assert captured["run"] is nested[0].closure
    assert isinstance(captured["read"], tuple)
    assert "value" in dict(captured["read"])
