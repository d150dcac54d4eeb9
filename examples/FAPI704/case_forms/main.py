"""A factory that overrides, in several spellings."""

from fastapi import FastAPI


def get_settings() -> str:
    return "settings"


def create_app(settings: str) -> FastAPI:
    app = FastAPI()
    app.dependency_overrides[get_settings] = lambda: settings  # expect: FAPI704
    app.dependency_overrides.update({get_settings: lambda: settings})  # expect: FAPI704
    return app


class Server:
    def __init__(self, app: FastAPI) -> None:
        self.app = app
        self.app.dependency_overrides = {get_settings: lambda: "own"}  # expect: FAPI704
