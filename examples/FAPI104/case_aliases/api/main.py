"""Aliases of `Annotated` in other modules: renamed, nested, handed on by a package, starred.

Each parameter below is the same synchronous session, or keeps it.
"""

import api.deps
from api.deps import *
from api.deps import AdminDb, Db, Store as StoreDep
from api.deps.session import PING
from fastapi import APIRouter, Depends, FastAPI

from . import deps as dependencies

router = APIRouter(prefix="/aliases")


@router.get("/renamed")
async def renamed(db: Db) -> int:
    """An alias that was renamed on its way."""
    return db.scalar(PING) or 0  # expect: FAPI104


@router.get("/nested")
async def nested(db: AdminDb) -> int:
    """An alias with an `Annotated` in it."""
    return db.scalar(PING) or 0  # expect: FAPI104


@router.get("/starred")
async def starred(db: ReadDb) -> int:  # noqa: F405
    """An alias of an alias, from a star import."""
    return db.scalar(PING) or 0  # expect: FAPI104


@router.get("/dotted")
async def dotted(db: api.deps.Db, other: dependencies.AdminDb) -> int:
    """Aliases as attributes of their modules."""
    first = db.scalar(PING) or 0  # expect: FAPI104
    return first + (other.scalar(PING) or 0)  # expect: FAPI104


@router.get("/untyped")
async def untyped(db=Depends(api.deps.open_db)) -> int:
    """A provider as an attribute of its package."""
    return db.scalar(PING) or 0  # expect: FAPI104


@router.get("/store")
async def store(store: StoreDep) -> int:
    """A class whose constructor is the dependency."""
    return await store.ping() + store.ping_plain()  # expect: FAPI109


@router.get("/plain")
def plain(db: Db, store: StoreDep) -> int:
    """A plain handler; its dependencies are reported where they block."""
    return (db.scalar(PING) or 0) + store.ping_plain()


app = FastAPI()
app.include_router(router)
