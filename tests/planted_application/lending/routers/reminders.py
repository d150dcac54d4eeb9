"""Reminders, which a queue sends."""

from fastapi import APIRouter, WebSocket

from lending.security import CurrentReader
from lending.tasks import queue, remind

router = APIRouter(prefix="/reminders", tags=["reminders"])


@router.post("/", status_code=202)
def send_reminder(reader: CurrentReader) -> dict[str, str]:
    """Put a reminder into the queue."""
    return {"task": remind.delay(reader.id).id}


@router.get("/{task_id}")
def reminder_state(task_id: str) -> dict[str, str]:
    """How far it is."""
    return {"state": queue.AsyncResult(task_id).state}


@router.websocket("/live")
async def live(websocket: WebSocket) -> None:
    """Tell a reader that it is listened to."""
    await websocket.accept()
    await websocket.send_text("listening")
    await websocket.close()
