"""Other ways to the same."""

from pathlib import Path
from typing import Annotated
from urllib.parse import urljoin, urlparse

import httpx
import requests
from fastapi import FastAPI, Form, HTTPException, Query, Request
from fastapi.responses import FileResponse, HTMLResponse
from fastapi.responses import RedirectResponse as Redirect
from pydantic import BaseModel, HttpUrl

app = FastAPI()
FILES = Path("files")
client = httpx.AsyncClient()


class Hook(BaseModel):
    """Where to send events."""

    url: str
    token: str = ""


@app.post("/form")
def use_form(target: Annotated[str, Form()], request: Request) -> Redirect:
    """Fields of forms, and the request itself; the class has another name here."""
    if target:
        return Redirect(url=target)  # expect: FAPI511
    return Redirect(request.query_params.get("next", "/"))  # expect: FAPI511


@app.get("/hosts")
def use_host(host: str, path: str) -> Redirect:
    """The host is the client's, or what stands in front of it is empty."""
    if path:
        return Redirect(f"https://{host}/{path}")  # expect: FAPI511
    return Redirect("" + host)  # expect: FAPI511


@app.get("/joined")
def use_joined(state: str) -> Redirect:
    """What is joined to a host takes its place when it is a URL itself."""
    if state.isdigit():
        return Redirect(urljoin("https://shop.example.com", f"/orders/{state}"))
    return Redirect(urljoin("https://shop.example.com", state))  # expect: FAPI511


@app.get("/files/{path:path}")
def use_file(path: str) -> FileResponse:
    """A path parameter that may hold slashes."""
    return FileResponse(FILES / path)  # expect: FAPI511


@app.get("/pages")
def use_page(words: Annotated[list[str], Query()]) -> HTMLResponse:
    """Every part of a page counts, wherever it stands."""
    items = "".join(f"<li>{word}</li>" for word in words)
    return HTMLResponse(content="<ul>" + items + "</ul>")  # expect: FAPI511


def send(url: str, token: str) -> int:
    """Send to whatever the caller says."""
    return requests.post(url, json={"token": token}, timeout=5).status_code  # expect: FAPI511


@app.post("/hooks")
def use_hook(hook: Hook) -> int:
    """Through a function."""
    return send(hook.url, hook.token)


@app.post("/asynchronous-hooks")
async def use_asynchronous_hook(hook: Hook) -> int:
    """A method that takes the verb first."""
    response = await client.request("POST", f"{hook.url}/events")  # expect: FAPI511
    return response.status_code


@app.post("/scheme")
def use_scheme(host: str, address: HttpUrl) -> int:
    """A scheme settles nothing; a URL that is well formed may lead anywhere."""
    first = requests.get("https://" + host + "/status", timeout=5)  # expect: FAPI511
    second = httpx.get(str(address))  # expect: FAPI511
    return first.status_code + second.status_code


@app.get("/previews")
def use_any_host(url: str) -> int:
    """Behind a scheme that was looked at any host may stand."""
    if not url.startswith(("http://", "https://")):
        raise HTTPException(status_code=400)
    return requests.get(url, timeout=5).status_code  # expect: FAPI511


@app.get("/icons")
def use_parsed_scheme(url: str) -> int:
    """The same, of a parsed URL."""
    parsed = urlparse(url)
    if parsed.scheme not in ("http", "https") or not parsed.netloc:
        raise HTTPException(status_code=400)
    return requests.get(url, timeout=5).status_code  # expect: FAPI511


@app.get("/proxy/{url:path}")
def use_mended_scheme(url: str) -> int:
    """A scheme that a server in front has shortened."""
    if url.startswith("http:/") and not url.startswith("http://"):
        url = "http://" + url[6:]
    return requests.get(url, timeout=5).status_code  # expect: FAPI511


@app.get("/slides")
def use_ending(path: str) -> FileResponse:
    """How a file's name ends says nothing of its folder."""
    if not path.endswith(".pptx"):
        raise HTTPException(status_code=400)
    return FileResponse(path)  # expect: FAPI511


@app.get("/later")
def use_keyword(url: str) -> int:
    """Where it goes is said last."""
    return requests.get(headers={"Accept": "image/png"}, timeout=5, url=url).status_code  # expect: FAPI511


@app.get("/commented")
def use_after_comment(host: str) -> int:
    """With a comment in front of it."""
    answer = requests.get(  # expect: FAPI511
        # all of them have such a page
        f"https://{host}/health",
        timeout=5,
    )
    return answer.status_code


@app.get("/below/{name:path}")
def use_unheeded_check(name: str) -> FileResponse:
    """What is not below the folder is sent all the same."""
    path = Path("files") / name
    try:
        path.relative_to("files")
    except ValueError:
        print("outside", name)
    return FileResponse(path)  # expect: FAPI511


@app.get("/beside/{name:path}")
def use_half_a_check(name: str, every: bool = False) -> FileResponse:
    """One of the two questions is about something else."""
    path = str((Path("files") / name).resolve())
    if not every and not path.startswith("/files/"):
        raise HTTPException(status_code=403)
    return FileResponse(path)  # expect: FAPI511
