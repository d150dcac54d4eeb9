"""The synchronous driver of MongoDB: collections by attribute and by name, cursors that are iterated.

Making a client, naming a database and a collection, and building a cursor ask nobody.
"""

from typing import Any

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from pymongo import ASCENDING, AsyncMongoClient, MongoClient
from pymongo.collection import Collection

app = FastAPI()
client: MongoClient[dict[str, Any]] = MongoClient("mongodb://localhost", connect=False)
database = client["shop"]
orders = database.orders
async_orders = AsyncMongoClient("mongodb://localhost", connect=False)["shop"]["orders"]


class OrderStore:
    """Keeps a collection."""

    def __init__(self, collection: Collection[dict[str, Any]]) -> None:
        self.collection = collection

    def count(self) -> int:
        """Ask the server."""
        return self.collection.count_documents({})


store = OrderStore(orders)


@app.get("/orders/{number}")
async def read(number: int) -> dict[str, Any] | None:
    """Ask a collection that a module global keeps."""
    return orders.find_one({"number": number}, {"_id": 0})  # expect: FAPI103


@app.post("/orders/{number}", status_code=204)
async def write(number: int) -> None:
    """Ask a collection that is named here."""
    database["orders"].insert_one({"number": number})  # expect: FAPI103
    client.shop.log.update_one({}, {"$inc": {"written": 1}}, upsert=True)  # expect: FAPI103


@app.get("/orders")
async def read_many() -> list[int]:
    """Building the cursor asks nobody; iterating over it does."""
    cursor = orders.find({}, {"_id": 0}).sort("number", ASCENDING).limit(20)
    return [order["number"] for order in cursor]  # expect: FAPI103


@app.get("/count")
async def count() -> int:
    """Ask by an object."""
    return store.count()  # expect: FAPI109


@app.get("/silent")
async def silent() -> list[int]:
    """What is awaited, handed over, or asks nobody."""
    found = await async_orders.find_one({})
    counted = await run_in_threadpool(store.count)
    listed = await async_orders.find({}).limit(5).to_list()
    return [len(found or {}), counted, len(listed), len(database.name)]
