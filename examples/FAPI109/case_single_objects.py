"""Classes of which one object is made and kept: calling them again does nothing."""

from pathlib import Path
from threading import Lock
from typing import Any

from fastapi import FastAPI

app = FastAPI()


class Single(type):
    """Keeps one object of each class."""

    _objects: dict[type, Any] = {}
    _lock = Lock()

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if cls not in cls._objects:
            made = super().__call__(*args, **kwargs)
            cls._objects[cls] = made
        return cls._objects[cls]


class OfArguments(type):
    """Keeps an object for each combination of arguments."""

    _objects: dict[Any, Any] = {}

    def __call__(cls, *args: Any) -> Any:
        key = (cls, args)
        if key not in cls._objects:
            cls._objects[key] = super().__call__(*args)
        return cls._objects[key]


class Counting(type):
    """Keeps a number, and no object."""

    made = 0

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        cls.made = cls.made + 1
        return super().__call__(*args, **kwargs)


class Settings(metaclass=Single):
    def __init__(self) -> None:
        self.text = Path("settings.toml").read_text()

    def again(self) -> str:
        return Path("settings.toml").read_text()


class TestSettings(Settings):
    pass


class Language(metaclass=OfArguments):
    def __init__(self, name: str = "en") -> None:
        self.words = Path(name).read_text()


class Counted(metaclass=Counting):
    def __init__(self) -> None:
        self.text = Path("counted.txt").read_text()


def single(cls: type) -> Any:
    """Keeps the object in a variable of its own."""
    kept = None

    def get(*args: Any) -> Any:
        nonlocal kept
        if kept is None:
            kept = cls(*args)
        return kept

    return get


def single_in_dictionary(cls: type) -> Any:
    kept: dict[type, Any] = {}

    def get(*args: Any) -> Any:
        return kept[cls] if cls in kept else kept.setdefault(cls, cls(*args))

    return get


def registered(cls: type) -> type:
    """Keeps the class, not an object."""
    REGISTRY[cls.__name__] = cls
    return cls


REGISTRY: dict[str, type] = {}


@single
class Catalogue:
    def __init__(self) -> None:
        self.text = Path("catalogue.txt").read_text()

    def again(self) -> str:
        return Path("catalogue.txt").read_text()


@single_in_dictionary
class Prices:
    def __init__(self) -> None:
        self.text = Path("prices.txt").read_text()


@registered
class Template:
    def __init__(self) -> None:
        self.text = Path("template.html").read_text()


@app.get("/kept")
async def kept() -> list[str]:
    return [Settings().text, TestSettings().text, Catalogue().text, Prices().text, Language().words]


@app.get("/each/{name}")
async def each(name: str) -> str:
    return Language(name).words  # expect: FAPI109


@app.get("/counted")
async def counted() -> str:
    return Counted().text  # expect: FAPI109


@app.get("/template")
async def template() -> str:
    return Template().text  # expect: FAPI109


@app.get("/settings")
async def settings() -> str:
    return Settings().again()  # expect: FAPI109


@app.get("/catalogue")
async def catalogue() -> str:
    return Catalogue().again()  # expect: FAPI109
