"""FastAPI injects the background tasks, or a response that is returned carries them.

Guide: 5. Background Task Decision Matrix, "BackgroundTasks pattern". Amended: the address comes in
the body, and the message goes to a list.
"""

from fastapi import BackgroundTasks, FastAPI
from fastapi.responses import JSONResponse
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
async def register(registration: Registration, background_tasks: BackgroundTasks) -> dict[str, str]:
    """FastAPI knows these tasks."""
    background_tasks.add_task(send_email, registration.email)
    return {"status": "registered"}


@app.post("/invite")
async def invite(registration: Registration) -> JSONResponse:
    """The response has them."""
    tasks = BackgroundTasks()
    tasks.add_task(send_email, registration.email)
    return JSONResponse({"status": "invited"}, background=tasks)
