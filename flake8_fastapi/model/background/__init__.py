"""Work that goes on behind the response: FastAPI's background tasks, asyncio's tasks, Celery."""
