"""A loop that looks for something: what it does with what it has found is what the function is for."""

import json
from pathlib import Path

from fastapi import FastAPI, HTTPException

app = FastAPI()
NOTES: list[dict] = []
FILE = Path("notes.json")


def save() -> None:
    """All notes, in one file."""
    FILE.write_text(json.dumps(NOTES))


def change(key: str, text: str) -> dict | None:
    """Nothing happens where it is not found."""
    for position, note in enumerate(NOTES):
        if note["key"] == key:
            NOTES[position] = {**note, "text": text}
            save()
            return NOTES[position]
    return None


def remove(key: str) -> dict:
    """Or an error."""
    for note in NOTES:
        if note["key"] == key:
            NOTES.remove(note)
            save()
            return note
    raise KeyError(key)


def marked(key: str) -> list[dict]:
    """Here the loop goes on, and the file is written for one of many."""
    found = []
    for note in NOTES:
        if note["key"] == key:
            save()
        found.append(note)
    return found


def first(key: str) -> dict:
    """What follows is the usual way."""
    for note in NOTES:
        if note.get("lost"):
            save()
            return note
    return {"key": key}


@app.put("/notes/{key}")
async def change_note(key: str, text: str) -> dict:
    """Writes the file."""
    note = change(key, text)  # expect: FAPI109
    if note is None:
        raise HTTPException(404)
    return note


@app.delete("/notes/{key}")
async def remove_note(key: str) -> dict:
    """Writes the file."""
    return remove(key)  # expect: FAPI109


@app.get("/marked/{key}")
async def read_marked(key: str) -> list[dict]:
    """Silent."""
    return marked(key)


@app.get("/first/{key}")
async def read_first(key: str) -> dict:
    """Silent."""
    return first(key)
