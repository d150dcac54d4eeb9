"""Websockets that no client can use. Beyond the guide."""

from fastapi import FastAPI, WebSocket

app = FastAPI()


@app.websocket("/echo")
async def echo(websocket):  # expect: FAPI914
    """Refuse the connection: a query parameter is missing."""
    await websocket.accept()
    await websocket.send_text("hello")


@app.websocket("/greeting")
async def greet(websocket: WebSocket) -> None:
    """Fail: nothing was accepted."""
    await websocket.send_text("hello")  # expect: FAPI914
    await websocket.close()
