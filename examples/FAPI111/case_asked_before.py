"""Waiting that cannot wait: a lock that gives up at once, a queue that has just been asked."""

import queue

from fastapi import FastAPI
from filelock import FileLock, Timeout

app = FastAPI()
jobs = queue.Queue()


@app.post("/exclusive")
async def run_exclusively():
    try:
        with FileLock("job.lock", timeout=0):
            return {"started": True}
    except Timeout:
        return {"started": False}


@app.post("/patient")
async def run_patiently():
    with FileLock("job.lock", timeout=30):  # expect: FAPI111
        return {"started": True}


@app.get("/next")
async def take_next():
    if jobs.empty():
        return {"job": None}
    return {"job": jobs.get()}


@app.get("/all")
async def take_all():
    taken = []
    while not jobs.empty():
        taken.append(jobs.get())
    while jobs.qsize() > 0:
        taken.append(jobs.get())
    return {"jobs": taken, "late": jobs.get(timeout=1)}  # expect: FAPI111
