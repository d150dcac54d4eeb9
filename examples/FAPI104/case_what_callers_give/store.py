"""Nothing here says what `db` is: the calls in main.py do."""

from sqlalchemy import text

PRODUCTS = text("SELECT name FROM products")


async def names(db, limit):
    return db.execute(PRODUCTS).all()[:limit]  # expect: FAPI104


async def first(db):
    return await names(db, 1)


def count(db):
    return len(db.execute(PRODUCTS).all())


async def size(db):
    return count(db)  # expect: FAPI109


class Products:
    def __init__(self, db):
        self.db = db

    async def all(self):
        return self.db.execute(PRODUCTS).all()  # expect: FAPI104

    def count(self):
        return count(self.db)


class Report:
    def __init__(self, products):
        self.products = products

    async def lines(self):
        return [f"{self.products.count()} products"]  # expect: FAPI109


async def either(db):
    return db.execute(PRODUCTS)


async def only_data(row, limit):
    return row.name[:limit]
