"""Long work as a background task.

Guide: 5. Background Task Decision Matrix, and Common Anti-Patterns, "BackgroundTasks for long work".
"""

import asyncio
import time

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()
processed: list[int] = []


def process_video(video: int) -> None:
    """Wait a minute for another service."""
    time.sleep(60)
    processed.append(video)


async def poll(video: int) -> None:
    """Ask for ever."""
    while True:
        processed.append(video)
        await asyncio.sleep(5)


def fetch(video: int) -> int:
    """Get something that is not always there."""
    if not processed:
        raise ConnectionError(video)
    return video


def publish(video: int) -> None:
    """Try again until it works."""
    for attempt in range(5):
        try:
            processed.append(fetch(video))
            return
        except ConnectionError:
            time.sleep(2**attempt)


@app.post("/videos/{video}", status_code=202)
def create_video(video: int, background_tasks: BackgroundTasks) -> int:
    """Three kinds of work for a task queue."""
    background_tasks.add_task(process_video, video)  # expect: FAPI401
    background_tasks.add_task(poll, video)  # expect: FAPI401
    background_tasks.add_task(publish, video)  # expect: FAPI401
    return video
