"""Mounts apps of another file."""

from admin import admin, plain
from fastapi import FastAPI

app = FastAPI()
app.mount("/admin", admin)  # expect: FAPI209
app.mount("/plain", plain)
