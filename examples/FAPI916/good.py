"""The status comes first. Beyond the guide; compare Authentication Pattern."""

from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/items/{item_id}")
def read_item(item_id: int) -> int:
    """Answer 404."""
    if item_id > 1:
        raise HTTPException(404, "No such item")
    return item_id


@app.get("/users/{user_id}")
def read_user(user_id: int) -> int:
    """Answer 404 as well."""
    if user_id > 1:
        raise HTTPException(detail=f"No user {user_id}", status_code=404)
    return user_id
