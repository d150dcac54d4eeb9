"""The application."""

from fastapi import FastAPI, Request
from fastapi.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware

from shop.settings import settings
from shop.tokens import Tokens

tokens = Tokens(settings)


def create_app() -> FastAPI:
    """Make the application."""
    sessions = Middleware(SessionMiddleware, secret_key="written-here")  # expect: FAPI506
    app = FastAPI(middleware=[sessions])

    @app.get("/token/{name}")
    def read_token(name: str, request: Request) -> str:
        """Sign a token."""
        request.session["name"] = name
        return tokens.create({"sub": name})

    return app


app = create_app()
