"""What goes over the wire."""

from pydantic import BaseModel, ConfigDict


class ItemIn(BaseModel):
    """An item as a client sends it."""

    name: str
    stock: int = 0


class ItemOut(ItemIn):
    """An item as a client receives it."""

    model_config = ConfigDict(from_attributes=True)

    id: int
