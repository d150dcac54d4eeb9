"""What raises, in another file."""

from fastapi import HTTPException, status


def check(value: int) -> int:
    """Refuse small numbers."""
    if value < 1:
        raise HTTPException(status_code=status.HTTP_400_BAD_REQUEST, detail="too small")
    return value


async def check_twice(value: int) -> int:
    """Refuse them in another function."""
    return check(value) + check(value)
