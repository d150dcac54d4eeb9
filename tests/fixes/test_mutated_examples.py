"""Examples with unusual layouts, taken names and missing parts: fixes are right, or are not made."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from pathlib import Path

from example_cases import cases
from fixing import comments, comments_on_imports, complaints, findings, fix, read, without_markers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutations import mutated

from flake8_fastapi.rules import load_rules

FIXABLE = {rule.code for rule in load_rules() if rule.fix}
EXAMPLES = [
    (case.code, path) for case in cases() if case.code in FIXABLE and not case.is_good for path in case.files
]


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(EXAMPLES), st.integers(0, 2**32), st.booleans())
def test_what_is_made_of_a_mutated_example_is_sound(
    example: tuple[str, Path], seed: int, windows: bool
) -> None:
    code, original = example
    text = mutated(without_markers(read(original)), random.Random(seed))
    if windows:
        text = text.replace("\n", "\r\n")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "pyproject.toml").touch()
        path = Path(folder) / original.name
        path.write_text(text, encoding="utf-8", newline="")
        before = findings(text, path, code)
        fixed = fix(text, path, code)
        compile(fixed.text, original.name, "exec", dont_inherit=True)
        after = findings(fixed.text, path, code)
        expected = Counter(each.code for each in before)
        assert Counter(each.code for each in after) - expected == Counter()
        assert complaints(fixed.text) - complaints(text) == Counter()
        # A comment beside an import goes with it where it has no use any more.
        assert comments(text) - comments(fixed.text) - comments_on_imports(text) == Counter()
        assert fix(fixed.text, path, code).text == fixed.text
        assert fixed.text.count("\r\n") == (fixed.text.count("\n") if windows else 0)
