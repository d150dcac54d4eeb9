"""Objects whose ``__exit__`` waits for something only when there was an exception, or each time."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any

from fastapi import FastAPI

app = FastAPI()
LOG = Path("log.txt")


class OptionalImport:
    def __enter__(self) -> OptionalImport:
        return self

    def __exit__(self, kind: Any, error: Any, traceback: Any) -> bool | None:
        if kind != ModuleNotFoundError:
            return None
        print(Path("extras.txt").read_text(), error)
        return True


class Report:
    def __enter__(self) -> Report:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind is not None:
            LOG.write_text(str(error))


class Work:
    def __enter__(self) -> Work:
        return self

    def __exit__(self, kind: Any, error: Any, traceback: Any) -> None:
        if kind:
            print("nothing is written")
        else:
            LOG.write_text("done")


class Parting:
    def __enter__(self) -> Parting:
        return self

    def __exit__(self, *details: Any) -> None:
        LOG.write_text("left")


@app.get("/silent")
async def silent() -> str:
    with OptionalImport():
        import json

    with Report():
        return json.dumps("done")


@app.get("/work")
async def work() -> str:
    with Work():  # expect: FAPI109
        return "done"


@app.get("/parting")
async def parting() -> str:
    with Parting():  # expect: FAPI109
        return "done"
