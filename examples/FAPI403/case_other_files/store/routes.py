"""The dependency, its alias and the tasks stand in other files."""

from concurrent.futures import ThreadPoolExecutor

from fastapi import APIRouter, BackgroundTasks, UploadFile

from store import deps, tasks
from store.deps import DatabaseSession
from store.tasks import scan

router = APIRouter()
pool = ThreadPoolExecutor(2)


@router.post("/orders")
def create_order(db: DatabaseSession, background: BackgroundTasks) -> None:
    """An imported alias."""
    background.add_task(tasks.recount, db)  # expect: FAPI403


@router.post("/returns")
def create_return(db: deps.DatabaseSession, file: UploadFile) -> None:
    """An alias of an imported module."""
    pool.submit(tasks.recount, db)  # expect: FAPI403
    pool.submit(scan, file)  # expect: FAPI403
