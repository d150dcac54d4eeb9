"""Marks of all kinds; classes; what is no test."""

import unittest
from typing import Any
from unittest.mock import patch

import pytest


@pytest.mark.asyncio
async def test_asyncio() -> None: ...


@pytest.mark.parametrize("value", [1, 2])
async def test_parametrized(value: int) -> None: ...  # expect: FAPI708


@pytest.mark.skip(reason="later")
@pytest.mark.usefixtures("tmp_path")
async def test_skipped() -> None: ...  # expect: FAPI708


async def test_backend(anyio_backend: Any) -> None: ...


@patch("os.getcwd")
async def test_other_decorator(getcwd: Any) -> None: ...


async def test_of_a_plugin(unknown_fixture: Any) -> None: ...


class TestPlain:
    async def test_method(self) -> None: ...  # expect: FAPI708

    async def helper(self) -> None: ...


@pytest.mark.anyio
class TestMarked:
    async def test_method(self) -> None: ...


class TestClassMark:
    pytestmark = pytest.mark.anyio

    async def test_method(self) -> None: ...


class TestUnittest(unittest.IsolatedAsyncioTestCase):
    async def test_method(self) -> None: ...


class Helper:
    async def test_connection(self) -> None: ...


async def check_item() -> None: ...


def make() -> Any:
    async def test_inner() -> None: ...

    return test_inner
