"""Questions that need their own answers: any circle settles, and to the same answer from everywhere."""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping

import pytest

from flake8_fastapi.model.solver import Solver

Facts = Mapping[str, tuple[str, ...]]
"""For each question, the other questions that it asks, in this order."""


class Reachable:
    """Asks for each node of a graph which nodes can be reached from it, itself included."""

    def __init__(self, graph: Facts) -> None:
        self.graph = graph
        self.solver = Solver()
        self.computed: list[str] = []

    def ask(self, node: str) -> frozenset[str]:
        return self.solver.solve(node, lambda: self.compute(node), frozenset())

    def compute(self, node: str) -> frozenset[str]:
        self.computed.append(node)
        return frozenset({node}).union(*(self.ask(each) for each in self.graph[node]))


def reachable(graph: Facts, node: str) -> frozenset[str]:
    """The same, found in the plain way."""
    found: set[str] = set()
    pending = [node]
    while pending:
        each = pending.pop()
        if each not in found:
            found.add(each)
            pending += graph[each]
    return frozenset(found)


GRAPHS: dict[str, Facts] = {
    "a line": {"a": ("b",), "b": ("c",), "c": ()},
    "itself": {"a": ("a",)},
    "a pair": {"a": ("b",), "b": ("a",)},
    "a ring": {"a": ("b",), "b": ("c",), "c": ("d",), "d": ("a",)},
    "a ring with a tail": {"a": ("b",), "b": ("c",), "c": ("a", "d"), "d": ("e",), "e": ()},
    "two rings that share a node": {"a": ("b", "c"), "b": ("a",), "c": ("a",)},
    "a ring inside a ring": {"a": ("b",), "b": ("c",), "c": ("b", "d"), "d": ("a", "e"), "e": ()},
    "a ring behind a ring": {"a": ("b",), "b": ("a", "c"), "c": ("d",), "d": ("c", "e"), "e": ()},
    "rings in a row, closed": {"a": ("b",), "b": ("a", "c"), "c": ("b", "d"), "d": ("c", "a")},
    "all ask all": {each: tuple("abcde") for each in "abcde"},
    "a ladder": {
        "a": ("b", "d"),
        "b": ("c", "e"),
        "c": ("f", "b"),
        "d": ("e", "a"),
        "e": ("f", "d"),
        "f": ("e",),
    },
}


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_whoever_is_asked_first_gets_the_right_answer(graph: Facts) -> None:
    for first in graph:
        assert Reachable(graph).ask(first) == reachable(graph, first), first


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_all_answers_are_right_in_whatever_order_they_are_asked_for(graph: Facts) -> None:
    expected = {node: reachable(graph, node) for node in graph}
    for order in itertools.permutations(graph):
        questions = Reachable(graph)
        assert {node: questions.ask(node) for node in order} == expected, order


@pytest.mark.parametrize("seed", range(60))
def test_random_circles_settle_to_the_same_answers(seed: int) -> None:
    chance = random.Random(seed)
    nodes = [f"n{number}" for number in range(chance.randint(3, 9))]
    graph = {node: tuple(chance.choices(nodes, k=chance.randint(0, 3))) for node in nodes}
    expected = {node: reachable(graph, node) for node in nodes}
    for _ in range(10):
        chance.shuffle(nodes)
        questions = Reachable(graph)
        assert {node: questions.ask(node) for node in nodes} == expected, (graph, nodes)


def test_an_answer_is_computed_once_where_there_is_no_circle() -> None:
    graph = {"a": ("b", "c"), "b": ("d",), "c": ("d",), "d": ()}
    questions = Reachable(graph)
    for _ in range(3):
        for node in graph:
            questions.ask(node)
    assert sorted(questions.computed) == ["a", "b", "c", "d"]


def test_settled_circles_are_not_computed_again() -> None:
    questions = Reachable({"a": ("b",), "b": ("a",), "c": ("a",)})
    questions.ask("a")
    known = len(questions.computed)
    questions.ask("b")
    questions.ask("c")
    assert questions.computed[known:] == ["c"]


def test_the_work_for_nested_circles_stays_bounded() -> None:
    size = 12
    graph = {f"n{i}": (f"n{(i + 1) % size}", f"n{max(i - 1, 0)}") for i in range(size)}
    questions = Reachable(graph)
    questions.ask("n0")
    assert len(questions.computed) <= size * size


def test_the_stand_in_is_seen_in_the_own_circle_only() -> None:
    solver = Solver()
    seen: list[int] = []

    def compute() -> int:
        seen.append(solver.solve("self", lambda: 0, -1))
        return 5

    assert solver.solve("self", compute, -1) == 5
    assert seen[0] == -1
    assert seen[-1] == 5


def test_an_answer_that_never_settles_ends() -> None:
    solver = Solver()
    rounds: list[int] = []

    def compute() -> int:
        rounds.append(1)
        return int(solver.solve("counter", compute, 0)) + 1

    assert solver.solve("counter", compute, 0) == len(rounds)
    assert len(rounds) <= 100


def test_none_is_an_answer_like_any_other() -> None:
    solver = Solver()
    computed: list[int] = []

    def compute() -> None:
        computed.append(1)

    assert solver.solve("question", compute, None) is None
    assert solver.solve("question", compute, None) is None
    assert computed == [1]


def test_a_failure_leaves_nothing_half_done() -> None:
    solver = Solver()
    fails = True

    nothing: frozenset[str] = frozenset()

    def inner() -> frozenset[str]:
        return frozenset({"inner"}) | solver.solve("outer", outer, nothing)

    def outer() -> frozenset[str]:
        found = solver.solve("inner", inner, nothing)
        if fails:
            raise ValueError
        return found | {"outer"}

    with pytest.raises(ValueError, match=r"^$"):
        solver.solve("outer", outer, nothing)
    fails = False
    assert solver.solve("inner", inner, nothing) == {"inner", "outer"}
    assert solver.solve("outer", outer, nothing) == {"inner", "outer"}


def test_a_circle_that_needs_many_rounds() -> None:
    graph = {
        "a": ("b",),
        "b": ("c",),
        "c": ("d", "b"),
        "d": ("e", "c"),
        "e": ("f", "d"),
        "f": ("g",),
        "g": ("e",),
    }
    for size in range(1, 3):
        for order in itertools.permutations(graph, size):
            questions = Reachable(graph)
            for node in order:
                assert questions.ask(node) == reachable(graph, node), (node, order)


def test_a_question_that_is_new_in_each_round_settles_by_what_lasts_of_its_key() -> None:
    """As functions do that are defined in another one: each evaluation of that one defines them anew."""
    rounds = itertools.count()
    computed: list[int] = []

    def outer() -> frozenset[str]:
        number = next(rounds)
        computed.append(number)
        inner = solver.solve(("inner", number), lambda: frozenset({"inner"}) | ask(), frozenset())
        return frozenset({"outer"}) | inner

    def ask() -> frozenset[str]:
        return solver.solve(("outer", 0), outer, frozenset())

    solver = Solver(lasting=lambda key: key[0])
    assert ask() == {"outer", "inner"}
    assert len(computed) == 3  # `outer` learns of `inner`, `inner` learns of `outer`, and nothing changes
