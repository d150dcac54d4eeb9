"""The limit of the application holds for all its routers."""

from fastapi import FastAPI
from routes import router

app = FastAPI(title="Files", max_body_size=1024 * 1024)
app.include_router(router)
