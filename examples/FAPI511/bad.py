"""The client decides where its browser goes, what a page holds, which file it gets, and whom the server asks."""

import os

import httpx
from fastapi import FastAPI
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse


app = FastAPI()
FOLDER = "reports"


@app.post("/login")
def login(next_page: str = "/") -> RedirectResponse:
    """A link to this site leads to a stranger's."""
    return RedirectResponse(next_page, status_code=303)  # expect: FAPI511


@app.get("/hello")
def hello(name: str) -> HTMLResponse:
    """A link to this site runs a stranger's script."""
    return HTMLResponse(f"<h1>Hello {name}</h1>")  # expect: FAPI511


@app.get("/reports")
def get_report(name: str) -> FileResponse:
    """``../secret`` is another file than those that were meant."""
    return FileResponse(os.path.join(FOLDER, name))  # expect: FAPI511


@app.get("/preview")
def preview(url: str) -> str:
    """The server reaches hosts that the client does not."""
    response = httpx.get(url)  # expect: FAPI511
    return response.text
