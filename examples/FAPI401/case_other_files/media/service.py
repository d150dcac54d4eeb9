"""What is done with media."""

from media.clock import wait_for_service


class MediaService:
    """Works on media."""

    async def index(self, number: int) -> int:
        """Wait, then work."""
        await wait_for_service()
        return number


async def refresh(service: MediaService, number: int) -> None:
    """Index anew."""
    await service.index(number)
