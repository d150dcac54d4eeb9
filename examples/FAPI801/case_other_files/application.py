"""The application, a factory for it, and a class that holds one."""

from fastapi import FastAPI


def create_app() -> FastAPI:
    return FastAPI()


class Service:
    def __init__(self) -> None:
        self.app = create_app()


app = create_app()
service = Service()
