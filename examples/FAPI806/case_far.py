"""Through many helpers, one of them a decorator, and through a method whose name many classes have: told once, where it is read."""

import functools
import os
from collections.abc import Callable

from fastapi import FastAPI

app = FastAPI()


def region() -> str:
    return os.environ["REGION"]  # expect: FAPI806


def endpoint() -> str:
    return f"https://{region()}.example.org"


def address() -> str:
    return endpoint() + "/v1"


def in_region(function: Callable[[], dict[str, str]]) -> Callable[[], dict[str, str]]:
    @functools.wraps(function)
    def wrapper() -> dict[str, str]:
        return {"address": address(), **function()}

    return wrapper


@in_region
def describe() -> dict[str, str]:
    return {"name": "service"}


def report() -> dict[str, str]:
    return describe()


class Store:
    def get(self) -> str:
        return address()


class Other:
    def get(self) -> str:
        return "constant"


def store() -> Store:
    return Store()


@app.get("/report")
def read_report() -> dict[str, str]:
    return report()


@app.get("/store")
def read_store() -> str:
    return store().get()


@app.get("/other")
def read_other() -> str:
    return Other().get()


@app.get("/words")
def read_words(region: str = "here", address: str = "there") -> str:
    return region + address
