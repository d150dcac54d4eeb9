"""A helper that reads its key outside, and makes a client with it: the one does not hide the other."""

import os

from fastapi import Depends, FastAPI
from openai import OpenAI

app = FastAPI()


def make_client() -> OpenAI:
    """Two things in one call: a read and a client."""
    key = os.getenv("OPENAI_API_KEY")  # expect: FAPI806
    return OpenAI(api_key=key)


class Assistant:
    """A service that reads and makes in its constructor."""

    def __init__(self) -> None:
        self.model = os.environ.get("MODEL", "small")  # expect: FAPI806
        self.client = OpenAI(base_url=os.environ.get("BASE_URL"))  # expect: FAPI806

    def models(self) -> list[str]:
        """What there is."""
        return [each.id for each in self.client.models.list()]


def assistant() -> Assistant:
    """A dependency."""
    return Assistant()  # expect: FAPI010


@app.get("/helper")
def with_helper() -> list[str]:
    """Through a function."""
    return [each.id for each in make_client().models.list()]  # expect: FAPI010


@app.get("/service")
def with_service() -> list[str]:
    """Through a class."""
    service = Assistant()  # expect: FAPI010
    return service.models()


@app.get("/dependency")
def with_dependency(service: Assistant = Depends(assistant)) -> list[str]:
    """Through a dependency."""
    return service.models()
