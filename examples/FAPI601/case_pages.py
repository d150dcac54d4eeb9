"""Middleware outside of CORS that sends pages itself: browsers go to them, and ask no other origin for them."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import FileResponse, HTMLResponse

CallNext = Callable[[Request], Awaitable[Response]]


async def serve_pages(request: Request, call_next: CallNext) -> Response:
    """Give browsers the page, whatever its path."""
    if request.url.path == "/about":
        return HTMLResponse("<p>about</p>")
    if "text/html" in request.headers.get("accept", ""):
        return FileResponse("index.html")
    return await call_next(request)


async def refuse_robots(request: Request, call_next: CallNext) -> Response:
    """Refuse with a page, which the scripts of other origins get as well."""
    if "robot" in request.headers.get("user-agent", ""):
        return HTMLResponse("<p>no robots</p>", status_code=403)
    return await call_next(request)


pages = FastAPI()
pages.add_middleware(CORSMiddleware, allow_origins=["https://shop.example"])
pages.middleware("http")(serve_pages)

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example"])  # expect: FAPI601
app.middleware("http")(refuse_robots)
