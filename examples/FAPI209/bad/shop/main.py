"""Mounts the other app: nobody tells it that the server starts."""

from fastapi import FastAPI

from shop.admin import admin

app = FastAPI()
app.mount("/admin", admin)  # expect: FAPI209
