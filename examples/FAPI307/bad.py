"""An upload and a JSON body at once: no request can be both.

Beyond the guide; compare 4. File Upload Patterns, whose path operations take the file alone.
"""

from typing import Annotated

from fastapi import FastAPI, Form, UploadFile
from pydantic import BaseModel

app = FastAPI()


class Details(BaseModel):
    """What is told of a file."""

    title: str


@app.post("/upload", max_body_size=1024)
async def upload(file: UploadFile, details: Details) -> str:  # expect: FAPI307
    """With a file the body is a form, where `details` is only text."""
    return f"{details.title}: {file.filename}"


@app.post("/notes")
def note(text: Annotated[str, Form()], details: Details) -> str:  # expect: FAPI307
    """A field of a form does the same."""
    return f"{details.title}: {text}"
