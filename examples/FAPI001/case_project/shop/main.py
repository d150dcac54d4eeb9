"""The application."""

from fastapi import FastAPI

from shop.deps import DbDep


def create_app() -> FastAPI:
    """Make the application."""
    app = FastAPI()

    @app.get("/active")
    def active(db: DbDep) -> bool:
        return db.is_active

    return app
