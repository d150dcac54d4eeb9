"""What asks the database."""

from pymongo import AsyncMongoClient

database = AsyncMongoClient("mongodb://localhost")["shop"]


async def fetch_reviews() -> list[dict[str, str]]:
    """All reviews, each with the name of what it is about."""
    found = []
    async for review in database["reviews"].find().sort("written", -1):
        item = await database["items"].find_one({"_id": review["item"]})
        if item:
            found.append({"item": item["name"], "text": review["text"]})
    return found
