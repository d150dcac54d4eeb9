"""Whatever takes a parameter counts, at every level."""

from typing import Annotated

import providers
from fastapi import APIRouter, Depends, FastAPI, Path, Request, Security, WebSocket
from providers import Filter, Number, Owner, Pages, Place, Shop, check, find_any, from_request, get_shop

app = FastAPI(dependencies=[Depends(providers.get_shop)])
router = APIRouter(prefix="/pages/{page}", dependencies=[Depends(Pages)])
guards = [Depends(check)]
other = APIRouter(dependencies=guards)


@app.get("/a/{shop_id}")
def read_a() -> str:
    """The application takes it."""
    return "a"


@router.get("/b")
def read_b() -> str:
    """The router takes it."""
    return "b"


@other.get("/c/{key}")
def read_c() -> str:
    """A list of guards takes it."""
    return "c"


@router.get("/d/{shop_id}/{name}", dependencies=[Depends(find_any)])
def read_d(owner: Owner) -> str:
    """An alias in another file takes it, and a partial function."""
    return owner


@app.get("/e/{number}")
def read_e(value: Number) -> int:
    """It has another name in the path."""
    return value


@app.get("/f/{country}/{town}/{colour}")
def read_f(place: Annotated[Place, Depends()], filter: Annotated[Filter, Depends()]) -> str:
    """Fields take them."""
    return place.town


@app.get("/g/{raw}")
def read_g(raw_value: str = Depends(from_request)) -> str:
    """A dependency reads it by hand."""
    return raw_value


@app.get("/h/{anything}")
def read_h(request: Request) -> str:
    """It is read by hand."""
    return request.path_params["anything"]


@app.get("/i/{rest:path}")
def read_i() -> str:
    """A catch-all that is ignored on purpose."""
    return "nothing here"


@app.get("/j/{key}")
def read_j(key_value: str = Path(alias="key")) -> str:
    """It has another name in the path."""
    return key_value


@app.websocket("/k/{room}")
async def live(websocket: WebSocket, room: str) -> None:
    """A websocket takes it."""
    await websocket.accept()


@app.get("/l/{item}/{part}")  # expect: FAPI901
def read_l(shop: Shop, item: int, checked: Annotated[str, Security(check)]) -> int:
    """Nothing takes the part."""
    return item + shop


@app.websocket("/m/{room}")  # expect: FAPI901
async def live_without_room(websocket: WebSocket) -> None:
    """Nothing takes the room."""
    await websocket.accept()


app.include_router(router)
app.include_router(other)
app.include_router(APIRouter(), dependencies=[Depends(get_shop)])
