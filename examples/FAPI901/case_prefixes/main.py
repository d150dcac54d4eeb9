"""The parameter stands where the router is included."""

from fastapi import FastAPI
from items import both, router

app = FastAPI()
app.include_router(router, prefix="/shops/{shop_id}")
app.include_router(both, prefix="/shops/{shop_id}")
app.include_router(both, prefix="/shops")
