"""Targets that are fixed, checked, or not the client's."""

import os
from enum import Enum
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import quote, urlencode

import requests
from fastapi import Cookie, FastAPI, Header, HTTPException, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse
from fastapi.templating import Jinja2Templates

app = FastAPI()
templates = Jinja2Templates("templates")
FOLDER = Path("files").resolve()
SERVICE = os.environ.get("SERVICE", "http://service")


class Page(str, Enum):
    """Where one may go."""

    HOME = "/"
    HELP = "/help"


@app.get("/fixed/{name}")
def use_fixed(name: str, page: Page, other: Literal["/a", "/b"], number: int) -> RedirectResponse:
    """Behind a host or path, or one of a few."""
    if number == 1:
        return RedirectResponse(page.value)
    if number == 2:
        return RedirectResponse(other)
    if number == 3:
        return RedirectResponse(f"https://example.com/{name}")
    if number == 4:
        return RedirectResponse(f"{SERVICE}/users/{name}?{urlencode({'name': name})}")
    if number == 5:
        return RedirectResponse("/search?q=" + quote(name))
    return RedirectResponse(f"/users/{name}")


@app.get("/checked")
def use_checked(target: str, request: Request) -> RedirectResponse:
    """Any look at it counts."""
    if not target.startswith("/") or target.startswith("//"):
        raise HTTPException(422)
    if not target:
        return RedirectResponse(request.url_for("use_checked"))
    return RedirectResponse(target)


@app.get("/headers", response_model=None)
def use_header(
    referer: Annotated[str, Header()] = "/", name: Annotated[str, Cookie()] = ""
) -> HTMLResponse | RedirectResponse:
    """A link cannot set these."""
    if name:
        return HTMLResponse(f"<p>{name}</p>")
    return RedirectResponse(referer)


@app.get("/files/{name}")
def use_file(name: str) -> FileResponse:
    """A parameter without slashes cannot leave the folder."""
    return FileResponse(FOLDER / f"{name}.txt")


@app.get("/resolved/{path:path}")
def use_resolved(path: str) -> FileResponse:
    """The path is checked after the join."""
    wanted = (FOLDER / path).resolve()
    if FOLDER not in wanted.parents:
        raise HTTPException(404)
    return FileResponse(wanted)


def check_url(url: str) -> str:
    """Raise for hosts that are not ours."""
    if not url.startswith(SERVICE):
        raise HTTPException(422)
    return url


@app.get("/services/{name}")
def use_service(name: str, url: str, request: Request) -> int:
    """A fixed service, or a URL that a function has checked."""
    checked = check_url(url)
    first = requests.get(f"{SERVICE}/{name}", timeout=5)
    second = requests.get(checked, timeout=5)
    third = requests.get(url, timeout=5)
    assert templates.TemplateResponse(request, "page.html", {"name": name})
    return first.status_code + second.status_code + third.status_code
