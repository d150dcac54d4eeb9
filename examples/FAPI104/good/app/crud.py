"""Plain functions: whoever calls them decides on which thread they run."""

from sqlalchemy.orm import Session

from app.models import Item
from app.schemas import ItemIn


def create_item(db: Session, data: ItemIn) -> Item:
    """Store a new item."""
    item = Item(name=data.name, stock=data.stock)
    db.add(item)
    db.commit()
    db.refresh(item)
    return item


def find_item(db: Session, name: str) -> Item | None:
    """Find an item by its name."""
    query = db.query(Item).filter(Item.name == name)
    return query.first()


def in_stock(db: Session, limit: int) -> list[Item]:
    """List what can be sold."""
    return db.query(Item).filter(Item.stock > 0).order_by(Item.name).limit(limit).all()
