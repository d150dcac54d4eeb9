"""Path operations that share one session.

Guide: Common Anti-Patterns, "Global database connection". Amended: the guide has no code for it.
"""

from db import Item, db
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/items/{item_id}")
def get_item(item_id: int) -> str:
    """Look an item up."""
    item = db.query(Item).filter(Item.id == item_id).first()
    if item is None:
        raise HTTPException(404, "no such item")
    return item.name
