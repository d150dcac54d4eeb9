"""Included with and without prefix."""

import os

import routers
from fastapi import APIRouter, FastAPI

app = FastAPI()
api = APIRouter(prefix="/api")
API = os.environ.get("API", "/v1")

api.include_router(
    routers.plain,
    prefix="/plain",  # expect: FAPI920
)
api.include_router(routers.prefixed, prefix="/outer")
app.include_router(routers.twice, prefix="/one")
app.include_router(routers.twice, prefix="/two")
app.include_router(routers.versioned, prefix=API)
app.include_router(routers.create_router(), prefix="/made")
app.include_router(api)
