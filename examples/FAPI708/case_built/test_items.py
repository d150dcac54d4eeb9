"""Tests in an unpacked wheel, which has no configuration of pytest."""


async def test_items() -> None:
    """What runs it at home is not seen."""
    assert [1]
