"""The application."""

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from sqlalchemy.exc import OperationalError

from lending.config import get_settings
from lending.lifespan import lifespan
from lending.middleware import Timing
from lending.routers import books, covers, reminders


def create_app() -> FastAPI:
    """Put the parts together."""
    app = FastAPI(title="Lending", lifespan=lifespan)
    app.add_middleware(Timing)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=get_settings().allowed_origins,
        allow_credentials=True,
        allow_methods=["*"],
    )
    app.include_router(books.router)
    app.include_router(covers.router)
    app.include_router(reminders.router)
    app.add_exception_handler(OperationalError, database_is_down)
    return app


def database_is_down(request: Request, error: Exception) -> JSONResponse:
    """Say so, and nothing of what the driver says."""
    return JSONResponse({"detail": "try again later"}, status_code=503)


app = create_app()
