"""FAPI114: the marked lines, and no others, make the coroutines that nobody awaits."""

from __future__ import annotations

import gc
import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient
from proof_kit import EXAMPLES
from replaced_services import replace_services
from run_cases import Line, marked_lines, request_of

if TYPE_CHECKING:
    from conftest import LoadExample
    from fastapi import FastAPI
    from proof_kit import Record

MISSING_AWAIT = r"# expect: FAPI114"

CASES = {
    "bad": [],
    "case_project": ['journal.write("plain")'],  # not made by the loop, which alone knows where
    "case_libraries": ["websocket.accept()", 'websocket.send_text("hello")'],  # not requested here
    "case_other_files/journal.main": [],
    "case_silent": [],
}
"""The examples, with the marked lines that are not seen."""


def lines_of_lost_coroutines(app: FastAPI) -> set[Line]:
    """Request everything; where the coroutines were made that nobody awaited.

    In its debug mode asyncio keeps that, and the interpreter's warning says it.
    """
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", RuntimeWarning)
        debug = {"debug": True}
        with TestClient(app, raise_server_exceptions=False, backend_options=debug) as client:
            for path, operations in app.openapi()["paths"].items():
                for method, operation in operations.items():
                    url, arguments = request_of(path, operation, "1", b"content")
                    client.request(method, url, **arguments)
        gc.collect()
    lines = set()
    for warning in caught:
        origins = re.findall(r'File "(.*?)", line ([0-9]+)', str(warning.message))
        places = [(Path(path), int(line)) for path, line in origins if EXAMPLES in Path(path).parents]
        lines.update(places[-1:])
    return lines


@pytest.mark.parametrize("case", CASES)
def test_lost_coroutines(case: str, load_example: LoadExample, record: Record) -> None:
    """What is made and not awaited is marked; what is marked is made and not awaited."""
    replace_services(record)
    example, _, module = case.partition("/")
    marked = marked_lines(EXAMPLES / "FAPI114" / example, MISSING_AWAIT)
    lost = lines_of_lost_coroutines(load_example("FAPI114", example, module).app)
    assert lost - marked == set()
    sources = [path.read_text().splitlines()[line - 1] for path, line in sorted(marked - lost)]
    assert [source.split("  #")[0].strip() for source in sources] == CASES[case]
