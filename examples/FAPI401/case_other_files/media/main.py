"""The sleep is two files away."""

from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI

from media.service import MediaService, refresh

app = FastAPI()


def get_service() -> MediaService:
    """Make the service."""
    return MediaService()


@app.post("/media/{number}")
async def create(
    number: int, tasks: BackgroundTasks, service: Annotated[MediaService, Depends(get_service)]
) -> int:
    """Index behind the response."""
    tasks.add_task(refresh, service, number)  # expect: FAPI401
    tasks.add_task(service.index, number)  # expect: FAPI401
    return number
