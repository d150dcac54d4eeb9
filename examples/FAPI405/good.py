"""All tasks go the same way, and what must happen before an error happens before it.

Guide: 5. Background Task Decision Matrix, "BackgroundTasks pattern". Amended: the address comes in
the body, and the message goes to a list.
"""

from fastapi import BackgroundTasks, FastAPI, HTTPException
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


def write_log(email: str) -> None:
    """Write a line."""
    sent.append(f"{email} registered")


@app.post("/register")
async def register(registration: Registration, background_tasks: BackgroundTasks) -> JSONResponse:
    """FastAPI adds its tasks to a response that has none."""
    background_tasks.add_task(send_email, registration.email)
    background_tasks.add_task(write_log, registration.email)
    return JSONResponse({"status": "registered"})


@app.post("/refuse")
async def refuse(registration: Registration) -> None:
    """Written before the exception."""
    if registration.email.endswith(".invalid"):
        write_log(registration.email)
        raise HTTPException(400, "No such address")
