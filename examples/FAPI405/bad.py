"""Background tasks that what follows throws away: another response's, or an exception.

Guide: 5. Background Task Decision Matrix, "BackgroundTasks pattern", with an end that drops the task.
"""

from fastapi import BackgroundTasks, FastAPI, HTTPException
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.background import BackgroundTask

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
    """The response has a task of its own, so FastAPI leaves the others out."""
    background_tasks.add_task(send_email, registration.email)  # expect: FAPI405
    return JSONResponse({"status": "registered"}, background=BackgroundTask(write_log, registration.email))


@app.post("/refuse")
async def refuse(registration: Registration, background_tasks: BackgroundTasks) -> None:
    """The exception becomes a response without tasks."""
    if registration.email.endswith(".invalid"):
        background_tasks.add_task(write_log, registration.email)  # expect: FAPI405
        raise HTTPException(400, "No such address")
