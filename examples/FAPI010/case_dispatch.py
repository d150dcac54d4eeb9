"""Functions and classes in a dictionary, one of which is picked for each request."""

from collections.abc import Callable
from typing import Any

import httpx
from fastapi import FastAPI
from openai import OpenAI

app = FastAPI()


def ask_openai(question: str) -> Any:
    """A client for one question."""
    return OpenAI().responses.create(model="gpt", input=question)


def ask_own(question: str) -> Any:
    """Another one."""
    with httpx.Client() as client:
        return client.post("https://answers.example", json={"question": question}).json()


def ask_nobody(question: str) -> Any:
    """Needs none."""
    return question.upper()


ANSWERING = {
    "openai": ask_openai,
    "own": ask_own,
}

ECHOING: dict[str, Callable[[str], Any]] = {"nobody": ask_nobody}


def ask(service: str, question: str) -> Any:
    """Pick one of them."""
    return ANSWERING[service](question)


@app.get("/answers")
def answers(service: str, question: str) -> Any:
    """Whichever it is, it makes a client."""
    return ask(service, question)  # expect: FAPI010


@app.get("/echoes")
def echoes(service: str, question: str) -> Any:
    """None of these makes one."""
    return ECHOING[service](question)


class Shelf:
    """Is made with a client."""

    def __init__(self) -> None:
        self.client = httpx.Client(base_url="https://shelf.example")

    def books(self) -> Any:
        """Asks for them."""
        return self.client.get("/books").json()


SHELVES = {"first": Shelf}
OPEN_SHELVES = {"first": Shelf()}


@app.get("/books")
def books(shelf: str) -> Any:
    """Made for each request."""
    return SHELVES[shelf]().books()  # expect: FAPI010


@app.get("/open")
def open_books(shelf: str) -> Any:
    """Made once."""
    return OPEN_SHELVES[shelf].books()
