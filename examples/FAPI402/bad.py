"""A background task that is called instead of handed over.

Guide: 5. Background Task Decision Matrix, "BackgroundTasks pattern", with the slip of a pair of
brackets. Amended: the address comes in the body, and the message goes to a list.
"""

from fastapi import BackgroundTasks, FastAPI
from pydantic import BaseModel

app = FastAPI()
sent: list[str] = []


class Registration(BaseModel):
    """Who registers."""

    email: str


async def send_email(email: str) -> None:
    """Send a message."""
    sent.append(f"Email sent to {email}")


def write_log(email: str) -> None:
    """Write a line."""
    sent.append(f"{email} registered")


@app.post("/register")
async def register(registration: Registration, background_tasks: BackgroundTasks) -> dict[str, str]:
    """Say that it worked; no message is ever sent."""
    background_tasks.add_task(send_email(registration.email))  # expect: FAPI402
    return {"status": "registered"}


@app.post("/log")
async def log(registration: Registration, background_tasks: BackgroundTasks) -> dict[str, str]:
    """Write before the response, and call None behind it."""
    background_tasks.add_task(write_log(registration.email))  # expect: FAPI402
    return {"status": "logged"}
