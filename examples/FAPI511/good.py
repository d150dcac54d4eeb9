"""Targets are looked up, built behind a fixed beginning, escaped or checked."""

import html
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from fastapi import FastAPI, HTTPException
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse


app = FastAPI()
FOLDER = Path("reports")
PAGES = {"home": "/", "account": "/account"}
HOSTS = {"images.example.com"}


@app.post("/login")
def login(next_page: str = "home") -> RedirectResponse:
    """Only pages that are known."""
    return RedirectResponse(PAGES.get(next_page, "/"), status_code=303)


@app.get("/users")
def go_to_user(name: str) -> RedirectResponse:
    """Behind a fixed path."""
    return RedirectResponse(f"/users/{name}")


@app.get("/hello")
def hello(name: str) -> HTMLResponse:
    """Escaped, it is only text."""
    return HTMLResponse(f"<h1>Hello {html.escape(name)}</h1>")


@app.get("/reports")
def get_report(name: str) -> FileResponse:
    """The last part of the name only."""
    path = FOLDER / Path(name).name
    if not path.is_file():
        raise HTTPException(404)
    return FileResponse(path)


@app.get("/preview")
def preview(url: str) -> str:
    """Only hosts that are known."""
    if urlsplit(url).hostname not in HOSTS:
        raise HTTPException(422, "This host is not allowed")
    response = httpx.get(url)
    return response.text
