"""Coroutines that get the session as an annotated argument and block with it."""

from sqlalchemy.orm import Session

from app.models import Item
from app.schemas import ItemIn


async def create_item(db: Session, data: ItemIn) -> Item:
    """Store a new item."""
    item = Item(name=data.name, stock=data.stock)
    db.add(item)
    db.commit()  # expect: FAPI104
    db.refresh(item)  # expect: FAPI104
    return item


async def find_item(db: Session, name: str) -> Item | None:
    """Find an item by its name."""
    query = db.query(Item).filter(Item.name == name)
    return query.first()  # expect: FAPI104


async def in_stock(db: Session, limit: int) -> list[Item]:
    """List what can be sold."""
    return (
        db.query(Item)  # expect: FAPI104
        .filter(Item.stock > 0)
        .order_by(Item.name)
        .limit(limit)
        .all()
    )
