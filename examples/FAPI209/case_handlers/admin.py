"""An app with a handler for its start."""

from fastapi import FastAPI

admin = FastAPI()
plain = FastAPI()
users: list[str] = []


@admin.on_event("startup")  # expect: FAPI201
def load_users() -> None:
    """Runs only where this app is served itself."""
    users.append("alice")
