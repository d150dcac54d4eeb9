"""What a path operation returns is made into the response that its route names."""

import html

from fastapi import FastAPI, Response
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse

app = FastAPI()


@app.get("/page", response_class=HTMLResponse)
def show_page(name: str = "") -> str:
    """Text becomes a page."""
    page = "<h1>Hello " + name
    page += "</h1>"
    return page  # expect: FAPI511


@app.get("/redirect", response_class=RedirectResponse)
def redirect(url: str) -> str:
    """Text becomes the target."""
    return url  # expect: FAPI511


@app.get("/file", response_class=FileResponse)
def send_file(path: str) -> str:
    """Text becomes the path of the file."""
    return path  # expect: FAPI511


@app.get("/typed")
def show_typed(name: str = "") -> Response:
    """The type says that it is a page."""
    return Response(content=f"<h1>Hello {name}</h1>", media_type="text/html")  # expect: FAPI511


@app.get("/escaped", response_class=HTMLResponse)
def show_escaped(name: str = "", number: int = 0) -> str:
    """Escaped; a number; a text that stays one."""
    return f"<h1>Hello {html.escape(name)} {number}</h1>"


@app.get("/plain")
def show_plain(name: str = "") -> Response:
    """No page."""
    return Response(content=f"Hello {name}", media_type="text/plain")
