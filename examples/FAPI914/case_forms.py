"""Routers, calls, methods, loops; and websockets that others accept."""

from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, WebSocket
from starlette.websockets import WebSocket as StarletteWebSocket

router = APIRouter()


class Manager:
    """Keeps connections."""

    def __init__(self) -> None:
        """Keep none."""
        self.connections: list[WebSocket] = []

    async def connect(self, websocket: WebSocket) -> None:
        """Accept one."""
        await websocket.accept()
        self.connections.append(websocket)


manager = Manager()


async def accept(websocket: WebSocket) -> WebSocket:
    """Accept it as a dependency."""
    await websocket.accept()
    return websocket


Accepted = Annotated[WebSocket, Depends(accept)]


@router.websocket("/a")
async def receive(room: str, ws: StarletteWebSocket) -> None:
    """Starlette's class, in a loop."""
    async for text in ws.iter_text():  # expect: FAPI914
        await ws.send_text(text + room)


async def added(socket, name: str = "") -> None:  # expect: FAPI914
    """Added by a call."""
    await socket.accept()


router.add_api_websocket_route("/b", added)


@router.websocket("/c")
async def connect(websocket: WebSocket) -> None:
    """Hand it to what accepts it."""
    await manager.connect(websocket)
    await websocket.send_text("hello")


@router.websocket("/d")
async def accepted(websocket: Accepted) -> None:
    """A dependency has accepted it."""
    await websocket.send_text("hello")


@router.websocket("/e")
async def depending(websocket: WebSocket, other: WebSocket = Depends(accept)) -> None:
    """Another parameter's dependency has accepted it."""
    await websocket.send_text("hello")


@router.websocket("/f")
async def refuse(websocket: WebSocket) -> None:
    """Refuse every connection."""
    await websocket.close(1008)


@router.websocket_route("/g")
async def plain(websocket) -> None:
    """Starlette passes it whatever its annotation."""
    await websocket.accept()


app = FastAPI()
app.include_router(router)


class SocketManager:
    """No websocket, whatever it is called."""


@router.websocket("/managed")
async def managed(connection, sockets: SocketManager = Depends(SocketManager)) -> None:  # expect: FAPI914
    """A query parameter that is used as a websocket."""
    await connection.accept()
    await connection.send_text(str(sockets))


late = APIRouter()


@late.websocket("/late")
async def accept_late(websocket: WebSocket) -> None:
    """Say what is wrong first."""
    if not websocket.query_params.get("token"):
        await websocket.send_json({"error": "no token"})  # expect: FAPI914
        await websocket.close()
        return
    await websocket.accept()
    await websocket.send_text("hello")


@late.websocket("/branches")
async def accept_in_branches(websocket: WebSocket) -> None:
    """Accepted before each use."""
    if websocket.query_params.get("quiet"):
        await websocket.accept()
    else:
        await websocket.accept(subprotocol="loud")
        await websocket.send_text("HELLO")
    await websocket.send_text("hello")


app.include_router(late)


class Keeper:
    """Keeps connections without accepting them."""

    def __init__(self) -> None:
        """Keep none."""
        self.connections: dict[str, WebSocket] = {}

    async def keep(self, room: str, websocket: WebSocket) -> None:
        """Forget to accept it."""
        self.connections[room] = websocket


keeper = Keeper()


@late.websocket("/kept/{room}")
async def keep(websocket: WebSocket, room: str) -> None:
    """Hand it to what does not accept it."""
    await keeper.keep(room, websocket)
    await websocket.receive_text()  # expect: FAPI914


@late.websocket("/handed")
async def hand_on(ws) -> None:  # expect: FAPI914
    """A query parameter that is only handed on."""
    await manager.connect(ws)


@late.websocket("/named/{room}")
async def named(room) -> None:
    """A parameter of the path: no websocket at all, and nothing to annotate."""
    await keeper.keep(room, room)
