"""So many tests that somebody would have seen that none of them is run."""


async def test_one() -> None:
    """Count."""
    assert 1


async def test_two() -> None:
    """Count."""
    assert 2


async def test_three() -> None:
    """Count."""
    assert 3


async def test_four() -> None:
    """Count."""
    assert 4


async def test_five() -> None:
    """Count."""
    assert 5


async def test_six() -> None:
    """Count."""
    assert 6


async def test_seven() -> None:
    """Count."""
    assert 7


async def test_eight() -> None:
    """Count."""
    assert 8


async def test_nine() -> None:
    """Count."""
    assert 9


async def test_ten() -> None:
    """Count."""
    assert 10


async def test_eleven() -> None:
    """Count."""
    assert 11
