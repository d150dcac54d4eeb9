"""Functions that make the content of answers."""

from typing import Any

from pydantic import BaseModel


class Item(BaseModel):
    """What anybody may see."""

    name: str


def as_dictionary(row: dict[str, Any]) -> dict[str, Any]:
    """All of it."""
    if not row:
        return {}
    return {"name": row["name"], "cost": row["cost"]}


async def later(row: dict[str, Any]) -> dict[str, Any]:
    """All of it, in a coroutine."""
    return {"name": row["name"], "cost": row["cost"]}


def dumped(row: dict[str, Any]) -> dict[str, Any]:
    """What the model has."""
    return Item(**row).model_dump()


def spread(item: Item) -> dict[str, Any]:
    """What the model has, and nothing else that can be told."""
    return {**item.model_dump()}


class Shapes:
    """The same as a method."""

    @staticmethod
    def of(row: dict[str, Any]) -> dict[str, Any]:
        """All of it."""
        return {"name": row["name"], "cost": row["cost"]}
