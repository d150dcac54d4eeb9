"""No file that pytest collects."""


async def test_connection() -> None: ...
