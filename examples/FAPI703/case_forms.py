"""Other values: factories, callable objects, mocks with a specification, literals."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from unittest.mock import AsyncMock, MagicMock, create_autospec, patch

import pytest
from fastapi import FastAPI
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import async_sessionmaker
from sqlalchemy.orm import sessionmaker

app = FastAPI()


def get_user() -> str:
    return "user"


def user(name: str) -> Callable[[], str]:
    return lambda: name


async def load_user() -> str:
    return "loaded"


class User:
    def __call__(self) -> str:
        return "called"


class Inherited(User):
    pass


@asynccontextmanager
async def managed_user() -> AsyncIterator[str]:
    yield "managed"


def test_values(monkeypatch: pytest.MonkeyPatch, unknown: Any) -> None:
    coroutine = load_user()
    monkeypatch.setitem(app.dependency_overrides, get_user, coroutine)  # expect: FAPI703
    monkeypatch.setitem(app.dependency_overrides, get_user, managed_user)  # expect: FAPI703
    monkeypatch.setitem(app.dependency_overrides, get_user, {"name": "bob"})  # expect: FAPI703
    monkeypatch.setitem(app.dependency_overrides, get_user, "bob")  # expect: FAPI703
    monkeypatch.setitem(app.dependency_overrides, get_user, MagicMock())  # expect: FAPI703
    monkeypatch.setitem(app.dependency_overrides, get_user, AsyncMock(return_value="bob"))  # expect: FAPI703
    monkeypatch.setitem(app.dependency_overrides, get_user, lambda *a, **k: "bob")  # expect: FAPI703
    mock_user = MagicMock(return_value="bob")
    monkeypatch.setitem(app.dependency_overrides, get_user, mock_user)  # expect: FAPI703
    with patch.dict(app.dependency_overrides, {get_user: 3}):  # expect: FAPI703
        asyncio.run(coroutine)


def test_right_values(monkeypatch: pytest.MonkeyPatch, unknown: Any) -> None:
    monkeypatch.setitem(app.dependency_overrides, get_user, user("bob"))
    monkeypatch.setitem(app.dependency_overrides, get_user, User())
    monkeypatch.setitem(app.dependency_overrides, get_user, Inherited())
    monkeypatch.setitem(app.dependency_overrides, get_user, create_autospec(get_user))
    monkeypatch.setitem(app.dependency_overrides, get_user, MagicMock(spec=get_user))
    specified = MagicMock(spec=get_user)
    monkeypatch.setitem(app.dependency_overrides, get_user, specified)
    monkeypatch.setitem(app.dependency_overrides, get_user, load_user)
    monkeypatch.setitem(app.dependency_overrides, get_user, unknown)
    monkeypatch.setitem(app.dependency_overrides, get_user, User)


def test_sessions(monkeypatch: pytest.MonkeyPatch) -> None:
    factory = sessionmaker(bind=create_engine("sqlite:///items.db"))
    monkeypatch.setitem(app.dependency_overrides, get_user, factory)  # expect: FAPI703
    monkeypatch.setitem(app.dependency_overrides, get_user, factory())  # expect: FAPI703
    monkeypatch.setitem(app.dependency_overrides, get_user, async_sessionmaker())  # expect: FAPI703
    monkeypatch.setitem(app.dependency_overrides, get_user, lambda: factory())
