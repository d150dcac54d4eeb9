"""A mark for the whole file."""

import pytest

pytestmark = [pytest.mark.anyio]


async def test_item() -> None: ...
