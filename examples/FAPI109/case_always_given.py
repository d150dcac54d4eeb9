"""Files behind `if self.path:`, which is no choice where each object of the project is given a path."""

from pathlib import Path

from fastapi import FastAPI

app = FastAPI()


class Events:
    """Writes its events down if it has a path."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.count = 0

    def add(self, text: str) -> None:
        """Count the event, and write it down."""
        self.count += 1
        if self.path:
            with self.path.open("a") as file:
                file.write(text)


class Notes:
    """The same; some have no path."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.count = 0

    def add(self, text: str) -> None:
        """Count the note, and perhaps write it down."""
        self.count += 1
        if self.path is not None:
            with self.path.open("a") as file:
                file.write(text)


class Marks:
    """The same; the path is taken away later."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.count = 0

    def add(self, text: str) -> None:
        """Count the mark, and perhaps write it down."""
        self.count += 1
        if self.path:
            with self.path.open("a") as file:
                file.write(text)

    def forget(self) -> None:
        """Write nothing any more."""
        self.path = None


events = Events(Path("data") / "events.txt")
notes = Notes(Path("notes.txt"))
notes_in_memory = Notes()
marks = Marks(path=Path("marks.txt"))


@app.post("/events")
async def add(text: str) -> None:
    """Add it to all of them."""
    events.add(text)  # expect: FAPI109
    notes.add(text)
    notes_in_memory.add(text)
    marks.add(text)
