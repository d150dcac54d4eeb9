"""Names by other ways, positional calls, removed things in functions, and what looks alike."""

import fastapi
import starlette.status
from fastapi import FastAPI, Form, Request
from fastapi import Query as Parameter
from fastapi.responses import HTMLResponse
from fastapi.responses import UJSONResponse as Fast
from fastapi.templating import Jinja2Templates
from jinja2 import DictLoader, Environment
from pydantic import BaseModel, Field, TypeAdapter, validator

templates = Jinja2Templates(env=Environment(loader=DictLoader({"index.html": "hello"})))


def create_app() -> FastAPI:
    return FastAPI(title="shop", root_path="/shop")  # expect: FAPI810


app = create_app()


@app.get("/fast", response_class=Fast)  # expect: FAPI810
def fast(word: str = Parameter("a", regex="^a")) -> str:  # expect: FAPI810
    return word


@app.post("/form")
def form(name: str = Form(..., example="bob")) -> str:  # expect: FAPI810
    return name


@app.get("/old", response_class=HTMLResponse)
def old(request: Request) -> HTMLResponse:
    name = "index.html"
    if request.query_params:
        return templates.TemplateResponse(name=name, context={"request": request})  # expect: FAPI810
    if request.cookies:
        return templates.TemplateResponse(name, {"request": request})  # expect: FAPI810
    return templates.TemplateResponse("index.html", {"request": request})  # expect: FAPI810


@app.get("/new", response_class=HTMLResponse)
def new(request: Request) -> HTMLResponse:
    if request.query_params:
        return templates.TemplateResponse(name="index.html", request=request)
    return templates.TemplateResponse(request, "index.html", {"extra": 1})


def too_large() -> int:
    return starlette.status.HTTP_413_REQUEST_ENTITY_TOO_LARGE  # expect: FAPI810


def entity() -> int:
    try:
        return fastapi.status.HTTP_422_UNPROCESSABLE_CONTENT
    except AttributeError:
        return fastapi.status.HTTP_422_UNPROCESSABLE_ENTITY


def removed() -> object:
    return Field(regex="^a")  # expect: FAPI810


class Item(BaseModel):
    name: str
    tags: list[str] = Field([], max_items=3)  # expect: FAPI810

    @validator("name")  # expect: FAPI810
    def check(cls, name: str) -> str:
        return name.strip()


class ORJSONResponse(HTMLResponse):
    """A class of the project's own."""


def own() -> ORJSONResponse:
    return ORJSONResponse(TypeAdapter(str).validate_python("regex"))


def search(regex: str, example: str) -> dict[str, str]:
    return dict(regex=regex, example=example)
