"""Lists in documents: what they refer to can be fetched together."""

from typing import Annotated, Any

import boto3
from bson import ObjectId
from fastapi import Depends, FastAPI, HTTPException
from pymongo import AsyncMongoClient

app = FastAPI()
database = AsyncMongoClient("mongodb://localhost", connect=False)["shop"]
orders, products = database["orders"], database["products"]
table = boto3.resource("dynamodb", region_name="eu-west-1").Table("orders")


async def current_user(token: str) -> dict[str, Any]:
    """The document of the user."""
    user = await database["users"].find_one({"token": token})
    if user is None:
        raise HTTPException(401)
    return user


User = Annotated[dict[str, Any], Depends(current_user)]


@app.get("/orders/{key}")
async def read_order(key: str) -> list[Any]:
    """By an item of the document."""
    order = await orders.find_one({"_id": ObjectId(key)})
    if order is None:
        raise HTTPException(404)
    return [await products.find_one({"_id": each}) for each in order["products"]]  # expect: FAPI809


@app.get("/favourites")
async def favourites(user: User) -> list[Any]:
    """By `get`, of a document that a dependency gives."""
    found = []
    for each in user.get("favourites", []):
        found.append(await products.find_one({"_id": each}))  # expect: FAPI809
    return found


@app.get("/favourites/together")
async def together(user: User) -> list[Any]:
    """All at once."""
    return [each async for each in products.find({"_id": {"$in": user["favourites"]}}).limit(100)]


@app.get("/fields")
async def fields(user: User) -> dict[str, Any]:
    """The keys of the document itself are few, and of our own making."""
    return {key: await products.find_one({"_id": value}) for key, value in user.items()}


@app.get("/buyers")
async def buyers() -> list[Any]:
    """By the different values of a field."""
    found = []
    for each in await orders.distinct("buyer"):
        found.append(await database["users"].find_one({"_id": each}))  # expect: FAPI809
    return found


@app.get("/sent")
async def sent(user: User, keys: str) -> list[Any]:
    """What the client sends is no document."""
    return [await products.find_one({"_id": key, "owner": user["_id"]}) for key in keys.split(",")]


@app.get("/table")
def read_table() -> list[Any]:
    """DynamoDB answers with a dictionary around the items."""
    answer = table.scan(Limit=10)
    return [table.get_item(Key={"id": each["parent"]}) for each in answer["Items"]]  # expect: FAPI809
