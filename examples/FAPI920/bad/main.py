"""The prefix stands far from the routes. Beyond the guide."""

from fastapi import FastAPI
from items import router

app = FastAPI()
app.include_router(router, prefix="/items")  # expect: FAPI920
