"""Coroutines of other files: imported by name, by module, through the package, as methods.

Each of these would be right with `await`; the last handler has it.
"""

import journal
from fastapi import Depends, FastAPI

from . import append as add, store
from .store import Store, make_store, open_store

app = FastAPI()
default = make_store()


@app.post("/functions")
async def functions() -> None:
    """Functions by three ways."""
    add("a")  # expect: FAPI114
    store.append("b")  # expect: FAPI114
    journal.append("c")  # expect: FAPI114


@app.post("/methods")
async def methods(own: Store = Depends(make_store), opened=Depends(open_store)) -> int:
    """Methods of objects from a global and from dependencies."""
    default.save("a")  # expect: FAPI114
    opened.save("b")  # expect: FAPI114
    length = own.save("c")  # expect: FAPI114
    return length + own.size()


@app.post("/awaited")
async def awaited(own: Store = Depends(make_store)) -> int:
    """Awaited as it should be."""
    await add("a")
    opened = await open_store()
    await opened.save("b")
    return await own.save("c") + default.size()
