"""Proofs for FAPI701 to FAPI709: overrides that leak or do nothing, clients, async tests, committed data."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient
from proof_kit import EXAMPLES

if TYPE_CHECKING:
    from conftest import LoadExample

pytestmark = pytest.mark.filterwarnings("ignore:Using `httpx`")


def outcomes(code: str, example: str, folder: Path) -> dict[str, str]:
    """How the tests of an example end, in a process and a folder of their own."""
    shutil.copytree(EXAMPLES / code / example, folder / example)
    (folder / example / "pytest.ini").write_text("[pytest]\npythonpath = .\n")
    command = [sys.executable, "-m", "pytest", "-rA", "-q", "-p", "no:cacheprovider", "-k", "not trio"]
    process = subprocess.run(command, cwd=folder / example, capture_output=True, text=True, timeout=120)
    found = {}
    for line in process.stdout.splitlines():
        outcome, _, rest = line.partition(" ")
        if outcome in ("PASSED", "FAILED", "ERROR") and "::" in rest:
            found[rest.split("::")[-1].split(" ")[0].partition("[")[0]] = outcome
    assert found, process.stdout + process.stderr
    return found


def test_override_leaks(tmp_path: Path) -> None:
    """FAPI701: the override of a test that failed is still there in the next one."""
    bad = outcomes("FAPI701", "bad", tmp_path)
    assert bad["test_with_mock_db"] == "FAILED", "so that its last line is not reached"
    assert bad["test_real_database"] == "FAILED"
    good = outcomes("FAPI701", "good", tmp_path)
    assert good["test_with_mock_db"] == "FAILED"
    assert good["test_real_database"] == "PASSED"


@pytest.mark.parametrize("name", ["test_called", "test_named", "test_declared", "test_annotated"])
def test_override_is_never_found(load_example: LoadExample, name: str) -> None:
    """FAPI702: under a wrong key the real dependency runs."""
    assert getattr(load_example("FAPI702", "bad"), name)() == "real database"
    assert load_example("FAPI702", "good").test_right() == "mock database"


@pytest.mark.parametrize("name", ["called", "object", "none", "mock", "managed"])
def test_override_cannot_be_called(load_example: LoadExample, name: str) -> None:
    """FAPI703: a TypeError, a status 422, or a value that is none."""
    test = getattr(load_example("FAPI703", "bad"), f"test_{name}")
    if name == "mock":
        assert test().status_code == 422
    else:
        with pytest.raises((TypeError, AttributeError)):
            test()
    good = load_example("FAPI703", "good")
    assert good.test_generator().json() == good.test_lambda().json() == "mock"


def test_override_in_application(load_example: LoadExample) -> None:
    """FAPI704: the signature names a guard, and another function is run."""
    with TestClient(load_example("FAPI704", "bad").app) as client:
        assert client.get("/account").json() == "developer"
    with TestClient(load_example("FAPI704", "good").app) as client:
        assert client.get("/account").status_code == 401


def test_client_app_argument(load_example: LoadExample) -> None:
    """FAPI705: the argument is gone."""
    with pytest.raises(TypeError, match="'app'"):
        asyncio.run(load_example("FAPI705", "bad").test_async_endpoint())
    asyncio.run(load_example("FAPI705", "good").test_async_endpoint())


def test_lifespan_is_not_run(tmp_path: Path) -> None:
    """FAPI706: what the lifespan makes is missing."""
    assert set(outcomes("FAPI706", "bad", tmp_path).values()) == {"FAILED"}
    assert set(outcomes("FAPI706", "good", tmp_path).values()) == {"PASSED"}


def test_sync_client_blocks_the_loop(load_example: LoadExample, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAPI707: tasks of the test stand still while the sync client waits."""
    ran: list[str] = []

    async def other_task() -> None:
        ran.append("task")

    def observe(example: str) -> list[str]:
        """What the test's own loop had done when the application was reached."""
        test = load_example("FAPI707", example, "test_items").test_item
        seen: list[list[str]] = []
        sleep = asyncio.sleep

        async def noting(_: float) -> None:
            for _ in range(5):
                await sleep(0)
            seen.append(list(ran))

        async def run() -> None:
            task = asyncio.ensure_future(other_task())
            await test()
            await task

        ran.clear()
        with monkeypatch.context() as patch:
            patch.setattr(sys.modules["main"].asyncio, "sleep", noting)
            asyncio.run(run())
        return seen[0]

    assert observe("bad") == []
    assert observe("good") == ["task"]


def test_unmarked_test_does_not_run(tmp_path: Path) -> None:
    """FAPI708: pytest fails it, and says why."""
    assert outcomes("FAPI708", "bad", tmp_path) == {"test_item": "FAILED"}
    assert outcomes("FAPI708", "good", tmp_path) == {"test_item": "PASSED"}


def test_committed_data_stays(tmp_path: Path) -> None:
    """FAPI709: the second test that adds the same row fails."""
    bad = outcomes("FAPI709", "bad", tmp_path)
    assert bad == {"test_get_item": "PASSED", "test_get_it_again": "FAILED"}
    good = outcomes("FAPI709", "good", tmp_path)
    assert good == {"test_get_item": "PASSED", "test_get_it_again": "PASSED"}
