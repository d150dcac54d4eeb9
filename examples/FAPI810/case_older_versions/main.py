"""The requirements pin versions in which all this was the only way."""

from fastapi import FastAPI, Query, Request, status
from fastapi.responses import HTMLResponse, ORJSONResponse
from fastapi.templating import Jinja2Templates
from jinja2 import DictLoader, Environment
from pydantic import BaseModel, validator

app = FastAPI(default_response_class=ORJSONResponse, root_path="/shop")
templates = Jinja2Templates(env=Environment(loader=DictLoader({"index.html": "hello"})))


class Item(BaseModel):
    name: str

    @validator("name")
    def check(cls, name: str) -> str:
        return name.strip()


@app.get("/items")
def read_items(name: str = Query(..., regex="^[a-z]+$", example="a")) -> int:
    return status.HTTP_422_UNPROCESSABLE_ENTITY


@app.get("/", response_class=HTMLResponse)
def index(request: Request) -> HTMLResponse:
    return templates.TemplateResponse("index.html", {"request": request})
