"""The app includes the outer router."""

from fastapi import FastAPI

from shop import items

app = FastAPI()
app.include_router(items.outer, prefix="/v1")
