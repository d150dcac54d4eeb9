"""Every way to give a path or prefix."""

from fastapi import APIRouter, FastAPI, WebSocket

app = FastAPI()
sub = FastAPI()
BASE = "items"
router = APIRouter(prefix="/api")


@app.post(path="items", status_code=201)  # expect: FAPI904
def create_item() -> str:
    """By keyword."""
    return "made"


@app.get(f"{BASE}/all")  # expect: FAPI904
def read_all() -> list[str]:
    """By a constant."""
    return []


@app.get("")  # expect: FAPI904
def read_root() -> str:
    """An empty path on the application itself."""
    return "root"


@app.websocket("live")  # expect: FAPI904
async def live(websocket: WebSocket) -> None:
    """A websocket."""
    await websocket.accept()


@router.get("{item_id}")  # expect: FAPI904
def read_item(item_id: int) -> int:
    """Found at /api7."""
    return item_id


def read_more() -> str:
    """Added without a decorator."""
    return "more"


app.add_api_route("more", read_more)  # expect: FAPI904
app.include_router(router)


def mount_all() -> None:
    """Fail: a mount's path begins with a slash."""
    app.mount("sub", sub)  # expect: FAPI904


class Server:
    """An application in a class."""

    def __init__(self) -> None:
        """Register routes."""
        self.app = FastAPI()

        @self.app.get("status")  # expect: FAPI904
        def read_status() -> str:
            return "ok"
