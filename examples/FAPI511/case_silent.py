"""Targets that are fixed, checked, or not the client's."""

import os
from enum import Enum
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import quote, urlencode, urlparse

import requests
from fastapi import Cookie, Depends, FastAPI, Header, HTTPException, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse
from fastapi.security import OAuth2PasswordBearer
from fastapi.templating import Jinja2Templates

app = FastAPI()
templates = Jinja2Templates("templates")
FOLDER = Path("files").resolve()
HOOKS = {"https://example.com/hook", "https://example.org/hook"}
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


@app.get("/found")
def use_found(address: str, other: str) -> int:
    """An address that is among known ones."""
    known = next((each for each in HOOKS if each == address), None)
    if known is None:
        raise HTTPException(404)
    if not [each for each in HOOKS if each.startswith("https://") and each == other]:
        raise HTTPException(404)
    return requests.get(address, timeout=5).status_code + requests.get(other, timeout=5).status_code


@app.post("/hooks")
def try_hook(address: str, token: Annotated[str, Depends(OAuth2PasswordBearer("token"))]) -> int:
    """Who has signed in may have an address of their own tried: that is what this is for."""
    return requests.get(address, headers={"Authorization": token}, timeout=5).status_code


@app.get("/without-host")
def only_without_host(target: str = "/") -> RedirectResponse:
    """Without a host it stays on this site."""
    parsed = urlparse(target)
    if parsed.scheme or parsed.netloc:
        raise HTTPException(status_code=400)
    return RedirectResponse(target)


@app.get("/empty-host")
def only_with_empty_host(target: str = "/") -> RedirectResponse:
    """The same, by comparison."""
    if urlparse(target).netloc == "":
        return RedirectResponse(target)
    return RedirectResponse("/")


@app.get("/relative")
def only_relative(target: str = "/") -> RedirectResponse:
    """What has a scheme is replaced."""
    if target.startswith("http"):
        target = "/"
    return RedirectResponse(target)


@app.get("/below/{name:path}")
def only_below(name: str) -> FileResponse:
    """What is not below the folder raises."""
    path = (FOLDER / name).resolve()
    try:
        path.relative_to(FOLDER)
    except ValueError:
        raise HTTPException(status_code=403) from None
    return FileResponse(path)


@app.get("/within/{name:path}")
def only_within(name: str) -> FileResponse:
    """The folder itself, or what begins with it."""
    root = os.path.realpath("files")
    path = os.path.realpath(os.path.join(root, name))
    if path != root and not path.startswith(root + os.sep):
        raise HTTPException(status_code=403)
    return FileResponse(path)
