"""Pages and redirects that show the text."""

import logging
from urllib.parse import quote, urlencode

from fastapi import FastAPI, Request, WebSocket
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.templating import Jinja2Templates

app = FastAPI()
templates = Jinja2Templates(directory="templates")
logger = logging.getLogger(__name__)


def connect() -> None:
    """Fail like a database driver does."""
    raise ConnectionError("cannot connect to postgresql://shop:hunter2@10.0.0.5/shop")


@app.post("/orders", response_class=HTMLResponse)
def place_order(request: Request) -> Response:
    """In a template's context."""
    try:
        connect()
    except Exception as error:
        return templates.TemplateResponse(
            request,
            "orders.html",
            {"error": f"Failed: {error}"},  # expect: FAPI509
            status_code=500,
        )
    return RedirectResponse("/orders", status_code=303)


@app.post("/returns", response_class=HTMLResponse)
def send_back(request: Request) -> Response:
    """In a context that has a name."""
    context = {"request": request, "title": "Returns"}
    try:
        connect()
    except Exception as error:
        context["error"] = str(error)
        return templates.TemplateResponse(request, "returns.html", context=context)  # expect: FAPI509
    return templates.TemplateResponse(request, "returns.html", context)


@app.get("/orders", response_class=HTMLResponse)
def show_orders(request: Request) -> Response:
    """Kept for the page further down."""
    message = ""
    try:
        connect()
    except Exception as error:
        message = str(error)  # expect: FAPI509
    return templates.TemplateResponse(request, "orders.html", {"message": message})


@app.post("/login")
def log_in() -> RedirectResponse:
    """In the address of the next page."""
    try:
        connect()
    except ValueError as error:
        return RedirectResponse(f"/login?error={error}", status_code=303)
    except Exception as error:
        return RedirectResponse(f"/login?error={error}", status_code=303)  # expect: FAPI509
    return RedirectResponse("/", status_code=303)


@app.post("/register")
def register() -> RedirectResponse:
    """Quoted."""
    try:
        connect()
    except Exception as error:
        query = urlencode({"error": str(error)})
        return RedirectResponse("/register?" + query, status_code=303)  # expect: FAPI509
    return RedirectResponse("/", status_code=303)


def back(url: str, done: str = "", error: str = "") -> RedirectResponse:
    """Make a redirect of a text."""
    query = f"?done={quote(done)}" if done else (f"?error={quote(error)}" if error else "")
    return RedirectResponse(url + query, status_code=303)


def page(request: Request, title: str, error: str | None = None) -> Response:
    """Make a page of a text."""
    return templates.TemplateResponse(request, "page.html", {"title": title, "error": error})


@app.post("/refunds", response_class=HTMLResponse)
def refund(request: Request, slowly: bool = False) -> Response:
    """Through functions that make pages and redirects."""
    try:
        connect()
    except ValueError as error:
        return back("/refunds", error=str(error))
    except Exception as error:
        if slowly:
            return page(request, "Refunds", error=str(error))  # expect: FAPI509
        return back("/refunds", error=f"failed: {error}")  # expect: FAPI509
    return back("/refunds", done="yes")


@app.post("/claims")
def claim(is_known: bool = False) -> Response:
    """Only one of two branches has the text."""
    try:
        connect()
    except Exception as error:
        if is_known:
            detail = f"cannot connect: {error}"
        else:
            detail = "cannot connect"
        return HTMLResponse(detail, status_code=500)  # expect: FAPI509
    return RedirectResponse("/", status_code=303)


@app.post("/quiet", response_class=HTMLResponse)
def keep_quiet(request: Request) -> Response:
    """A fixed text."""
    try:
        connect()
    except Exception as error:
        logger.exception("order failed: %s", error)
        return templates.TemplateResponse(request, "orders.html", {"error": "not now"}, status_code=500)
    return RedirectResponse("/orders", status_code=303)


@app.websocket("/orders/changes")
async def watch(websocket: WebSocket) -> None:
    """The reason why a websocket is closed."""
    await websocket.accept()
    try:
        connect()
    except Exception as error:
        await websocket.close(code=1011, reason=str(error))  # expect: FAPI509
