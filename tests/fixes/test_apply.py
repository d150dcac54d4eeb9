"""Fixes are made whole or not at all, and a text that does not parse is never the outcome."""

from __future__ import annotations

import pickle
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from flake8_fastapi.fixes.apply import apply_edits, apply_fixes
from flake8_fastapi.fixes.edit import Edit, Fix

TEXT = "first = 1\nsecond = 2\nthird = 3\n"


def fix(*edits: Edit) -> Fix:
    return Fix("safe", "Change it", edits)


def replaced(old: str, new: str) -> Edit:
    start = TEXT.index(old)
    return Edit(start, start + len(old), new)


def test_fixes_that_do_not_touch_are_made_together() -> None:
    one, two = fix(replaced("1", "10")), fix(replaced("3", "30"))
    assert apply_fixes(TEXT, [two, one]) == ("first = 10\nsecond = 2\nthird = 30\n", [two, one])


def test_of_fixes_that_overlap_the_first_is_made_and_the_other_left_whole() -> None:
    one = fix(replaced("second = 2", "other = 2"))
    two = fix(replaced("1", "10"), replaced("2\nthird", "20\nthird"))
    assert apply_fixes(TEXT, [one, two]) == ("first = 1\nother = 2\nthird = 3\n", [one])


def test_an_edit_that_two_fixes_need_is_made_once() -> None:
    shared = Edit(0, 0, "import abc\n")
    one, two = fix(shared, replaced("1", "10")), fix(shared, replaced("2", "20"))
    text, made = apply_fixes(TEXT, [one, two])
    assert text == "import abc\nfirst = 10\nsecond = 20\nthird = 3\n"
    assert made == [one, two]


def test_different_texts_at_one_place_have_no_order() -> None:
    one, two = fix(Edit(0, 0, "import abc\n")), fix(Edit(0, 0, "import os\n"))
    assert apply_fixes(TEXT, [one, two]) == ("import abc\n" + TEXT, [one])


def test_a_fix_that_breaks_the_syntax_is_left_out_and_the_others_are_made() -> None:
    broken, sound = fix(replaced("2", "(")), fix(replaced("3", "30"))
    assert apply_fixes(TEXT, [broken, sound]) == ("first = 1\nsecond = 2\nthird = 30\n", [sound])


def test_what_only_the_compiler_refuses_is_left_out_too() -> None:
    assert apply_fixes(TEXT, [fix(replaced("2", "await x"))])[1] == []
    assert apply_fixes(TEXT, [fix(replaced("2", "lambda: (yield)"))])[1] != []


EDITS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 5), st.sampled_from(["", "x", "yy"])), max_size=6
)


@given(EDITS)
def test_what_no_edit_touches_stays_and_each_fix_is_all_or_nothing(drawn: list[tuple[int, int, str]]) -> None:
    text = "#" + "".join(chr(ord("a") + at % 26) for at in range(40))  # a comment always parses
    fixes = [fix(Edit(start + 1, start + 1 + length, new)) for start, length, new in drawn]
    changed, made = apply_fixes(text, fixes)
    edits = {each for one in made for each in one.edits}
    assert changed == apply_edits(text, edits)
    assert len(changed) == len(text) + sum(len(new) - (end - start) for start, end, new in edits)
    touched = {at for start, end, _ in edits for at in range(start, end)}
    kept = [text[at] for at in range(len(text)) if at not in touched]
    rest = iter(changed)
    assert all(each in rest for each in kept)
    assert not fixes or made  # the first one always fits


def test_fixes_travel_between_processes_and_need_no_ast_grep() -> None:
    one = fix(Edit(0, 0, "x"))
    assert pickle.loads(pickle.dumps(one)) == one
    program = (
        "import sys, flake8_fastapi.fixes.edit, flake8_fastapi.fixes.apply, flake8_fastapi.engine\n"
        "assert not {'ast_grep_py', 'flake8_fastapi.fixes.draft'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
