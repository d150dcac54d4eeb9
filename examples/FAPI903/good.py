"""Every route once. Beyond the guide."""

from fastapi import FastAPI

app = FastAPI()


@app.get("/users/{user_id}")
def read_user(user_id: int) -> str:
    """Answer."""
    return f"user {user_id}"


@app.get("/users/{id}/again")
def read_user_again(id: int) -> str:
    """Reached."""
    return f"another answer for {id}"
