"""Functions in many files that all call each other: circles inside circles."""

from __future__ import annotations

import random

import pytest
from project_files import Found, ProjectFiles


def dense_circle(seed: int) -> dict[str, str]:
    """Files of one function each that call each other at random; one of them blocks."""
    chance = random.Random(seed)
    names = [f"part{number}" for number in range(6)]
    project = {}
    for name in names:
        others = [each for each in names if each != name]
        project[f"{name}.py"] = calling(chance.sample(others, 2), blocks=name == names[0])
    return project


def calling(others: list[str], blocks: bool) -> str:
    """A file whose ``run`` calls itself and the ``run`` of others."""
    imports = "".join(f"import {each}\n" for each in others)
    calls = "".join(f"    {each}.run()\n" for each in others)
    sleep = "    time.sleep(1)\n" if blocks else ""
    return (
        f"import time\n{imports}\n\ndef run():\n{sleep}    run()\n{calls}\n\n"
        f"async def handler():\n    run()\n"
    )


def in_random_orders(files: ProjectFiles, seed: int) -> list[list[Found]]:
    """The findings of a dense circle, checked in several orders."""
    project = dense_circle(seed)
    files.write(project)
    names = list(project)
    chance = random.Random(seed)
    results = []
    for _ in range(9):
        results.append(sorted(files.check_all(names)))
        chance.shuffle(names)
    return results


@pytest.mark.parametrize("seed", range(10))
def test_dense_circles_have_the_same_findings_in_every_order(files: ProjectFiles, seed: int) -> None:
    for found in in_random_orders(files, seed):
        assert [(path, each.code) for path, each in found] == [(f"part{n}.py", "FAPI109") for n in range(6)]


def test_dense_circles_have_the_same_chains_in_every_order(files: ProjectFiles) -> None:
    for seed in range(10):
        first, *others = in_random_orders(files, seed)
        for found in others:
            assert found == first, seed


def test_a_circle_that_needs_many_rounds(files: ProjectFiles) -> None:
    calls = {"b": "c", "c": "db", "d": "ec", "e": "fd", "f": "g", "g": "e"}
    files.write({f"{name}.py": calling(list(called), blocks=name == "b") for name, called in calls.items()})
    alone = files.check_all(["g.py"])
    assert [each.finding.code for each in alone] == ["FAPI109"]
    for first in calls:
        found = files.check_all([f"{first}.py", "g.py"])
        assert [each for each in found if each.path == "g.py"][-1:] == alone, first
