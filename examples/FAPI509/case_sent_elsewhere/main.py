"""What is sent by other ways than an answer of the handler that caught it."""

import json
from collections.abc import AsyncIterator
from typing import Any

from errors import on_any_error, on_refusal, on_status
from fastapi import FastAPI, WebSocket
from fastapi.responses import JSONResponse, StreamingResponse
from service import Reports, count_of, told_apart, words_of

app = FastAPI(exception_handlers={500: on_status})
app.add_exception_handler(Exception, on_any_error)
app.add_exception_handler(LookupError, on_refusal)
reports = Reports()


def set_up_errors(anything):  # type: ignore[no-untyped-def]
    """What it gets is not said."""

    @anything.exception_handler(Exception)
    async def on_error(request: Any, error: Exception) -> JSONResponse:
        """A handler inside."""
        return JSONResponse(content={"detail": str(error)}, status_code=500)  # expect: FAPI509


set_up_errors(app)


@app.get("/reports/{name}")
def read_report(name: str) -> Any:
    """What the service returns is sent as it is."""
    return reports.read(name)


@app.get("/counts/{name}")
async def read_count(name: str) -> dict[str, Any]:
    """As a part of the answer."""
    count = await count_of(name)
    return {"name": name, "count": count}


@app.get("/apart/{name}")
def read_apart(name: str) -> Any:
    """What went wrong is told apart first."""
    result = told_apart(name)
    if "error" in result:
        return {"error": "not now"}
    return result


@app.get("/stream")
def stream() -> StreamingResponse:
    """A generator inside, and its errors."""

    async def events() -> AsyncIterator[str]:
        try:
            yield "data: {}\n\n"
            reports.check()
        except Exception as error:
            yield f"data: {json.dumps({'error': str(error)})}\n\n"  # expect: FAPI509

    return StreamingResponse(events(), media_type="text/event-stream")


@app.get("/words")
def read_words() -> StreamingResponse:
    """A generator of another file."""
    return StreamingResponse(words_of(reports))


@app.websocket("/chat")
async def chat(websocket: WebSocket) -> None:
    """Messages."""
    await websocket.accept()
    try:
        reports.check()
    except ConnectionError:
        await websocket.send_json({"error": "not connected"})
    except Exception as error:
        await websocket.send_json({"type": "error", "message": str(error)})  # expect: FAPI509
        await websocket.send_text("sorry")
