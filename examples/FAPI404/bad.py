"""Background tasks that are made by hand, and that no response gets.

Guide: 5. Background Task Decision Matrix, "BackgroundTasks pattern", without the parameter.
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


@app.post("/register")
async def register(registration: Registration) -> dict[str, str]:
    """Say that it worked; nothing follows."""
    background_tasks = BackgroundTasks()  # expect: FAPI404
    background_tasks.add_task(send_email, registration.email)
    return {"status": "registered"}


@app.post("/invite")
async def invite(registration: Registration) -> dict[str, str]:
    """The same in one line."""
    BackgroundTasks().add_task(send_email, registration.email)  # expect: FAPI404
    return {"status": "invited"}
