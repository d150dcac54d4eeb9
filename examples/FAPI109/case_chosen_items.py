"""Files that a loop reads or writes for the items that it chooses: choosing them is what the loop is for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI, HTTPException

app = FastAPI()
NOTES = Path("notes")


@dataclass
class Job:
    """Something to do, and where that is written down."""

    name: str
    file: Path
    verbose: bool = False


class Jobs:
    """Keeps jobs in files."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.debug = False

    def rename(self, name: str, other: str) -> Job | None:
        """Writes the one that has the name."""
        for job in self.jobs:
            if job.name == name:
                job.name = other
                job.file.write_text(other)
                return job
        return None

    def count(self) -> int:
        """Writes only where somebody looks for mistakes, whatever the item."""
        found = 0
        for job in self.jobs:
            found += len(job.name)
            if self.debug:
                job.file.write_text(str(found))
        return found


jobs = Jobs()


def titles() -> list[str]:
    """Reads each file that ends so."""
    found = []
    for path in sorted(NOTES.iterdir()):
        if path.suffix == ".md" or path.name.endswith(".md.template"):
            try:
                found.append(path.read_text().splitlines()[0])
            except OSError:
                continue
    return found


@app.get("/titles")
async def list_titles() -> list[str]:
    """Each note is read here."""
    return titles()  # expect: FAPI109


@app.post("/jobs/{name}")
async def rename(name: str, other: str) -> str:
    """The job is written here."""
    job = jobs.rename(name, other)  # expect: FAPI109
    if job is None:
        raise HTTPException(status_code=404)
    return job.name


@app.get("/jobs/count")
async def count() -> int:
    """Silent: a branch that asks nothing of the items is a rare one."""
    return jobs.count()
