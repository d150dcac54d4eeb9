"""Classes that are kept by name and only declared by their abstract base: any of them may be made."""

from abc import ABC, abstractmethod

import requests
from fastapi import FastAPI

app = FastAPI()


class Provider(ABC):
    """Answers questions."""

    @abstractmethod
    def answer(self, question: str) -> str:
        """Answer one question."""

    def describe(self) -> str:
        """Say what it is: the same for all."""
        return type(self).__name__


class HostedProvider(Provider):
    """Asks a service."""

    def __init__(self, url: str) -> None:
        self.session = requests.Session()
        self.url = url

    def answer(self, question: str) -> str:
        """Send the question."""
        return self.session.post(self.url, json={"question": question}, timeout=5).text


class CannedProvider(Provider):
    """Has one answer."""

    def __init__(self, url: str) -> None:
        self.url = url

    def answer(self, question: str) -> str:
        """Point to the documentation."""
        return self.url


class Silence:
    """What does nothing, though a subclass does."""

    def note(self, text: str) -> None:
        """Note nothing."""


class Audit(Silence):
    """Notes on another machine."""

    def note(self, text: str) -> None:
        """Send the text."""
        requests.post("https://audit.example.com", data=text, timeout=5)


class Providers:
    """Makes providers by name."""

    known: dict[str, type[Provider]] = {"hosted": HostedProvider, "canned": CannedProvider}

    @classmethod
    def create(cls, name: str, url: str) -> Provider:
        """Make one of them."""
        provider = cls.known.get(name)
        if provider is None:
            raise ValueError(name)
        return provider(url)


def made_from(provider: type[Provider], url: str) -> Provider:
    """Make an object of a class that the caller chooses."""
    return provider(url)


@app.get("/answer")
async def answer(name: str, question: str) -> str:
    """Ask whichever provider it is."""
    provider = Providers.create(name, "https://provider.example.com")
    Silence().note(question)
    return provider.answer(question)  # expect: FAPI109


@app.get("/answer/hosted")
async def answer_hosted(question: str) -> str:
    """Ask the provider of a class that is handed over."""
    return made_from(HostedProvider, "https://provider.example.com").answer(question)  # expect: FAPI109


@app.get("/providers/{name}")
async def describe(name: str) -> str:
    """What the base does itself does not block."""
    return Providers.create(name, "https://provider.example.com").describe()
