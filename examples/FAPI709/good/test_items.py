"""Guide: Dependency Injection Architecture, "Testing pattern": the tests commit."""

from main import Item
from sqlalchemy.orm import Session


def test_get_item(test_db: Session) -> None:
    test_db.add(Item(id=1, name="Test"))
    test_db.commit()
    assert test_db.get(Item, 1) is not None


def test_get_it_again(test_db: Session) -> None:
    test_db.add(Item(id=1, name="Test"))
    test_db.commit()
    assert test_db.get(Item, 1) is not None
