"""Waiting."""

import asyncio

LONG = 90.0


async def wait_for_service() -> None:
    """Wait until the service is surely there."""
    await asyncio.sleep(LONG)
