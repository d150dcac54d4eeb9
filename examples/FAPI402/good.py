"""The function and its arguments are handed over, and called behind the response.

Guide: 5. Background Task Decision Matrix, "BackgroundTasks pattern". Amended: the address comes in
the body (as a bare `str` it would be a query parameter), and the message goes to a list.
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
    """Answer at once; the message follows."""
    background_tasks.add_task(send_email, registration.email)
    return {"status": "registered"}


@app.post("/log")
async def log(registration: Registration, background_tasks: BackgroundTasks) -> dict[str, str]:
    """Answer at once; the line follows."""
    background_tasks.add_task(write_log, email=registration.email)
    return {"status": "logged"}
