"""Routers from other files, in an application factory."""

import routers.users
from fastapi import FastAPI
from routers import files_router, users_router


def include_all(app: FastAPI) -> None:
    """Include the routers in the wrong order."""
    for router in (files_router, users_router):
        app.include_router(router)
    app.include_router(routers.users.storage, prefix="/storage")


def create_app() -> FastAPI:
    """Make the application."""
    app = FastAPI()
    include_all(app)
    return app


app = create_app()
