"""Runs the examples that must be silent about coroutines: they answer, and every coroutine is awaited."""

from __future__ import annotations

import gc
import warnings
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient
from replaced_services import replace_services
from run_cases import request_of

if TYPE_CHECKING:
    from conftest import LoadExample
    from proof_kit import Record


def unfinished(load_example: LoadExample, code: str, example: str) -> list[str]:
    """Request everything; the path operations that fail, and the coroutines that nobody awaits."""
    failed = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", RuntimeWarning)
        app = load_example(code, example).app
        with TestClient(app, raise_server_exceptions=False) as client:
            for path, operations in app.openapi()["paths"].items():
                for method, operation in operations.items():
                    url, arguments = request_of(path, operation, "1", b"content")
                    if client.request(method, url, **arguments).status_code >= 500:
                        failed.append(f"{method} {path}")
        gc.collect()
    messages = [str(warning.message).partition("\n")[0] for warning in caught]
    return failed + sorted({message for message in messages if "never awaited" in message})


@pytest.mark.parametrize("code", ["FAPI112", "FAPI113", "FAPI114", "FAPI115"])
def test_silent(code: str, load_example: LoadExample, record: Record) -> None:
    """What must stay silent is right."""
    replace_services(record)
    assert unfinished(load_example, code, "case_silent") == []


@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
def test_not_silent(load_example: LoadExample) -> None:
    """The same look finds what is wrong in the bad examples."""
    assert unfinished(load_example, "FAPI112", "bad") == [
        "get /run/{number}",
        "get /loop/{number}",
        "get /anyio/{number}",
        "coroutine 'load' was never awaited",
    ]
    assert {
        "coroutine 'load_ml_model' was never awaited",
        "coroutine 'is_admin' was never awaited",
        "coroutine 'write_audit' was never awaited",
        "coroutine 'UploadFile.read' was never awaited",
    } <= set(unfinished(load_example, "FAPI114", "bad"))
