"""Annotations, statuses, dumps of models, and other responses."""

from fastapi import APIRouter, FastAPI, status
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic import BaseModel


class Item(BaseModel):
    """Something with a name."""

    name: str


router = APIRouter()
rows = [{"name": "apple", "cost": 1}]


@router.get("/a")
def read_a() -> list[Item]:
    """Declared by the annotation."""
    return JSONResponse(content=rows, headers={"Cache-Control": "no-store"})  # expect: FAPI910


@router.post("/b", response_model=Item, status_code=201)
async def create_b(item: Item):
    """With a status of success."""
    return JSONResponse({"name": item.name, "cost": 1}, status.HTTP_201_CREATED)  # expect: FAPI910


@router.get("/c", response_model=list[Item])
def read_c():
    """Encoded as it is."""
    return JSONResponse(jsonable_encoder(rows))  # expect: FAPI910


@router.get("/d", response_model=Item)
def read_d(key: int):
    """Errors have another shape."""
    if key > 1:
        return JSONResponse({"detail": "missing"}, status_code=404)
    if key < 0:
        return RedirectResponse("/a")
    return JSONResponse(Item(name="apple").model_dump())


@router.get("/e", response_model=None)
def read_e() -> Item:
    """The model is turned off."""
    return JSONResponse(rows[0])


@router.get("/f")
def read_f() -> Response:
    """No model is declared."""
    return JSONResponse(rows)


@router.get("/g", response_model=dict[str, int])
def read_g():
    """Nothing to hide in plain types."""
    return JSONResponse({"count": 1})


@router.get("/h", response_model=Item)
def read_h():
    """Made first, since it takes a cookie."""
    response = JSONResponse(rows[0])  # expect: FAPI910
    response.set_cookie("seen", "yes")
    return response


@router.get("/i", response_model=Item)
def read_i(key: int):
    """What is sent in the end has a status of its own."""
    response = JSONResponse(rows[0])
    if key > 1:
        response.status_code = 404
    return response


app = FastAPI()
app.include_router(router)
