"""Includes the router: its handlers are copied to the app, and it runs them itself as well."""

from fastapi import FastAPI

from shop.items import router

app = FastAPI()
app.include_router(router)
