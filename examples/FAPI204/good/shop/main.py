"""Includes the router: its lifespan runs inside of the app's."""

from fastapi import FastAPI

from shop.items import router

app = FastAPI()
app.include_router(router)
