"""Event handlers, which FastAPI has deprecated.

3. Lifespan Management (Modern Pattern), "Use lifespan context manager (replaces deprecated `@app.on_event`)":
what the guide's lifespan replaces.
"""

from fastapi import FastAPI

app = FastAPI()
resources: dict[str, str] = {}


@app.on_event("startup")  # expect: FAPI201
async def open_resources() -> None:
    """Open what the application needs."""
    resources["db_pool"] = "pool"


@app.on_event("shutdown")  # expect: FAPI201
async def close_resources() -> None:
    """Close it."""
    resources.clear()


@app.get("/predict")
def predict() -> str:
    """Use a resource."""
    return resources["db_pool"]
