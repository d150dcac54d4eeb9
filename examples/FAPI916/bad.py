"""The message stands where the status belongs. Beyond the guide; compare Authentication Pattern."""

from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/items/{item_id}")
def read_item(item_id: int) -> int:
    """Answer 500."""
    if item_id > 1:
        raise HTTPException("No such item")  # expect: FAPI916
    return item_id


@app.get("/users/{user_id}")
def read_user(user_id: int) -> int:
    """Answer 500 as well."""
    if user_id > 1:
        raise HTTPException(f"No user {user_id}", 404)  # expect: FAPI916
    return user_id
