"""Every way to register a handler, and every way to give the status."""

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response


class OwnResponse(JSONResponse):
    """A response that is an error by itself."""

    def __init__(self, content: object) -> None:
        """Have a status."""
        super().__init__(content, 500)


def handle_key_error(request: Request, error: Exception) -> Response:
    """Registered by a call."""
    return PlainTextResponse(content="missing")  # expect: FAPI911


async def handle_value_error(request: Request, error: Exception) -> Response:
    """Registered in a dictionary."""
    if request.url.path == "/page":
        return HTMLResponse("<p>wrong</p>")  # expect: FAPI911
    if request.url.path == "/own":
        return OwnResponse({})
    options = {"status_code": 400}
    if request.url.path == "/unpacked":
        return JSONResponse({}, **options)
    return JSONResponse({}, 400)


app = FastAPI(exception_handlers={ValueError: handle_value_error})
app.add_exception_handler(KeyError, handle_key_error)


@app.exception_handler(PermissionError)
def handle_permission_error(request: Request, error: PermissionError) -> Response:
    """Redirects have a status of their own."""
    return RedirectResponse("/login")


def create_app() -> FastAPI:
    """Register a nested handler."""
    inner = FastAPI()

    @inner.exception_handler(Exception)
    def handle_anything(request: Request, error: Exception) -> Response:
        response = JSONResponse({"detail": "failed"})
        response.status_code = 500
        return response

    @inner.exception_handler(OSError)
    def handle_os_error(request: Request, error: OSError) -> Response:
        return JSONResponse({"detail": "failed"})  # expect: FAPI911

    @inner.exception_handler(ConnectionError)
    def handle_connection_error(request: Request, error: ConnectionError) -> Response:
        response = JSONResponse({"detail": "failed"})  # expect: FAPI911
        response.headers["Retry-After"] = "1"
        return response

    return inner


@app.get("/plain")
def read_plain() -> Response:
    """No handler of exceptions."""
    return JSONResponse({})
