"""Websockets that are annotated and accepted. Beyond the guide."""

from fastapi import FastAPI, WebSocket

app = FastAPI()


@app.websocket("/echo")
async def echo(websocket: WebSocket) -> None:
    """Send something."""
    await websocket.accept()
    await websocket.send_text("hello")


@app.websocket("/greeting")
async def greet(websocket: WebSocket) -> None:
    """Send something."""
    await websocket.accept()
    await websocket.send_text("hello")
    await websocket.close()
