"""The project's own coroutines: functions, methods, nested ones, in plain handlers and conditions.

Dropped, tested, compared, formatted, returned by a handler, put into data.
"""

import asyncio

from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()
log: list[str] = []


async def allowed(name: str) -> bool:
    """Check something."""
    return name == "alice"


async def count() -> int:
    """Count something."""
    return len(log)


class Journal:
    """Keeps a log."""

    async def write(self, line: str) -> None:
        """Write a line."""
        log.append(line)

    async def flush(self) -> None:
        """Forget a line."""
        self.write("flushed")  # expect: FAPI114

    @classmethod
    async def create(cls) -> "Journal":
        """Make one."""
        return cls()


class DailyJournal(Journal):
    """Inherits the coroutines."""

    async def close(self) -> None:
        """Write the last line."""
        super().write("closed")  # expect: FAPI114


journal = DailyJournal()


async def get_journal() -> Journal:
    """Provide the journal."""
    return journal


@app.get("/conditions/{name}")
async def conditions(name: str) -> list[str]:
    """Coroutines are true in all kinds of conditions."""
    found = []
    if not allowed(name):  # expect: FAPI114
        raise HTTPException(403, "no")
    if name and allowed(name):  # expect: FAPI114
        found.append("and")
    found.append("yes" if allowed(name) else "no")  # expect: FAPI114
    while allowed(name):  # expect: FAPI114
        break
    assert allowed(name)  # expect: FAPI114
    return found


@app.get("/data")
async def data() -> dict[str, object]:
    """Coroutines in the place of data."""
    total = count()  # expect: FAPI114
    if total is None:
        return {"none": True}
    return {"text": f"{count()} lines", "list": [count()]}  # expect: FAPI114, FAPI114


@app.get("/returned")
async def returned() -> int:
    """A handler that returns a coroutine: FastAPI does not await it."""
    return count()  # expect: FAPI114


@app.post("/methods")
async def methods(own: Journal = Depends(get_journal)) -> None:
    """Methods of objects from globals, dependencies and factories."""
    journal.write("a")  # expect: FAPI114
    own.write("b")  # expect: FAPI114
    Journal().write("c")  # expect: FAPI114
    made = await Journal.create()
    made.write("d")  # expect: FAPI114
    await made.flush()
    await journal.close()


@app.post("/plain")
def plain() -> str:
    """A plain handler cannot await: it has to become a coroutine."""
    journal.write("plain")  # expect: FAPI114
    return "written"


@app.get("/nested")
async def nested() -> str:
    """Nested coroutines."""

    async def inner() -> str:
        count()  # expect: FAPI114
        return "inner"

    inner()  # expect: FAPI114
    return await inner()


@app.get("/variables")
async def variables() -> int:
    """A variable that is never awaited, beside one that is."""
    first = count()  # expect: FAPI114
    second = count()
    print(first)
    return await second


@app.get("/mapped")
async def mapped() -> list[int]:
    """A list of coroutines that are awaited, and an answer that is not."""
    await asyncio.gather(*[journal.write(line) for line in "ab"])
    return [count() for _ in range(2)]  # expect: FAPI114
