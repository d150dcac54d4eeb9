"""Keys that a factory or a class makes."""

from collections.abc import Iterator

import dependencies
import pytest
from dependencies import EqualGuard, Guard, admin, current_user, guard, remembered, require
from fastapi import Depends, FastAPI, Security

app = FastAPI()


@pytest.fixture
def overridden() -> Iterator[None]:
    app.dependency_overrides[require("admin")] = lambda: "a"  # expect: FAPI702
    app.dependency_overrides[Guard("admin")] = lambda: "a"  # expect: FAPI702
    app.dependency_overrides[Security(admin)] = lambda: "a"  # expect: FAPI702
    app.dependency_overrides.update({"guard": lambda: "a"})  # expect: FAPI702
    app.dependency_overrides[remembered("admin")] = lambda: "a"
    app.dependency_overrides[EqualGuard("admin")] = lambda: "a"
    app.dependency_overrides[admin] = lambda: "a"
    app.dependency_overrides[guard] = lambda: "a"
    app.dependency_overrides[dependencies.current_user] = lambda: "a"
    yield
    app.dependency_overrides.clear()


def test_monkeypatch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.dependency_overrides, Depends(current_user), lambda: "a")  # expect: FAPI702
    monkeypatch.setitem(app.dependency_overrides, current_user, lambda: "a")
