"""What follows `try: return x` happens only once that has failed: a file that is read then is the exception."""

import os
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import requests
from fastapi import FastAPI

app = FastAPI()
FOLDER = Path("versions")
NOTED = {"shop": "1.0"}


def release() -> str:
    """Read the file where the program is not installed."""
    try:
        return version("shop")
    except PackageNotFoundError:
        pass
    return Path("VERSION").read_text()


def any_release() -> str:
    """The same with several names."""
    for name in ("shop", "shop-server"):
        try:
            return version(name)
        except PackageNotFoundError:
            continue
    return Path("VERSION").read_text()


def release_elsewhere() -> str:
    """An answer of another server is slow even then."""
    try:
        return version("shop")
    except PackageNotFoundError:
        pass
    return requests.get("https://versions.example.com", timeout=5).text


def noted_release(name: str) -> str:
    """A key that is not there is no failure."""
    try:
        return NOTED[name]
    except KeyError:
        pass
    return Path("VERSION").read_text()


def logged_release(verbose: bool) -> str:
    """What stands in a branch says nothing of what stands behind it."""
    if verbose:
        try:
            return version("shop")
        except PackageNotFoundError:
            pass
    return Path("VERSION").read_text()


def tried(name: str) -> str:
    """What is tried is done."""
    try:
        return Path(name).read_text()
    except OSError:
        return ""


def taken(name: str) -> bool:
    """A descriptor of a folder: nothing is read or written."""
    folder = os.open(FOLDER, os.O_RDONLY | os.O_DIRECTORY)
    try:
        return name in os.listdir(folder)
    finally:
        os.close(folder)


@app.get("/release")
async def read_release() -> str:
    """Silent."""
    return release() + any_release()


@app.get("/elsewhere")
async def read_elsewhere() -> str:
    """The other server."""
    return release_elsewhere()  # expect: FAPI109


@app.get("/noted/{name}")
async def read_noted(name: str) -> str:
    """Whatever has no note is read from the file each time."""
    return noted_release(name)  # expect: FAPI109


@app.get("/logged")
async def read_logged(verbose: bool) -> str:
    """The file is the usual way."""
    return logged_release(verbose)  # expect: FAPI109


@app.get("/tried/{name}")
async def read_tried(name: str) -> str:
    """The file is what is tried."""
    return tried(name)  # expect: FAPI109


@app.get("/taken/{name}")
async def is_taken(name: str) -> bool:
    """Silent."""
    return taken(name)
