"""Coroutines that nobody awaits: a model that is none, a check that is always true, a lost entry.

Guide: 3. Lifespan Management, "load_ml_model()  # Can be sync or async", which is not so, and beyond it.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, UploadFile

resources: dict[str, "Model"] = {}
admins = {"alice"}
audit: list[str] = []
LIMIT = 1_000_000


class Model:
    """Predicts."""

    def predict(self, value: float) -> float:
        """Predict twice the value."""
        return 2 * value


async def load_ml_model() -> Model:
    """Load the model."""
    await asyncio.sleep(0)
    return Model()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Keep the model while the application runs."""
    resources["ml_model"] = load_ml_model()  # expect: FAPI114
    yield
    resources.clear()


app = FastAPI(lifespan=lifespan)


async def is_admin(name: str) -> bool:
    """Ask whether somebody may do everything."""
    await asyncio.sleep(0)
    return name in admins


async def write_audit(entry: str) -> None:
    """Write down what was done."""
    await asyncio.sleep(0)
    audit.append(entry)


@app.post("/predictions")
async def predict(value: float) -> float:
    """Use the model."""
    return resources["ml_model"].predict(value)


@app.get("/roles/{name}")
async def read_role(name: str) -> str:
    """A coroutine is always true."""
    if is_admin(name):  # expect: FAPI114
        return "ADMIN"
    return "USER"


@app.post("/users/{name}", status_code=201)
async def create_user(name: str) -> str:
    """A coroutine that is dropped does nothing."""
    write_audit(f"created {name}")  # expect: FAPI114
    return name


@app.get("/users/{name}")
async def read_user(name: str) -> dict[str, object]:
    """A coroutine is no data."""
    return {"name": name, "admin": is_admin(name)}  # expect: FAPI114


@app.post("/uploads", max_body_size=LIMIT)
async def upload(file: UploadFile) -> int:
    """The methods of an upload are coroutines."""
    content = file.read(LIMIT)  # expect: FAPI114
    return len(content)
