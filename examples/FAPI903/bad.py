"""The same route twice. Beyond the guide, whose examples of GET /users/{user_id} do this when put together."""

from fastapi import FastAPI

app = FastAPI()


@app.get("/users/{user_id}")
def read_user(user_id: int) -> str:
    """Answer."""
    return f"user {user_id}"


@app.get("/users/{id}")  # expect: FAPI903
def read_user_again(id: int) -> str:
    """Never reached."""
    return f"another answer for {id}"
