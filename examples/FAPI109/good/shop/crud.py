"""Helpers without annotations: only their callers know what `db` is."""

from sqlalchemy import select

from .models import Customer, Order


def get_customer(db, key):
    """Find the customer to whom a key belongs."""
    return db.scalars(select(Customer).where(Customer.key == key)).first()


def get_order(db, order_id):
    """Find one order."""
    return db.get(Order, order_id)


def save(db, row):
    """Write one row."""
    db.add(row)
    db.commit()
    return row


def create_order(db, customer_id, amount):
    """Write a new order."""
    return save(db, Order(customer_id=customer_id, amount=amount))
