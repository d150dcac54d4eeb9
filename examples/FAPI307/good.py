"""The details are fields of the form, beside the file.

Beyond the guide; compare 4. File Upload Patterns, whose path operations take the file alone.
"""

from typing import Annotated

from fastapi import FastAPI, Form, HTTPException, UploadFile
from pydantic import BaseModel, ValidationError

app = FastAPI()


class Details(BaseModel):
    """What is told of a file."""

    title: str


@app.post("/upload", max_body_size=1024)
async def upload(file: UploadFile, details: Annotated[Details, Form()]) -> str:
    """Each field of the model is one of the form."""
    return f"{details.title}: {file.filename}"


@app.post("/notes")
def note(text: Annotated[str, Form()], details: Annotated[str, Form()]) -> str:
    """JSON in a field of text."""
    try:
        read = Details.model_validate_json(details)
    except ValidationError as error:
        raise HTTPException(422, error.errors(include_url=False, include_context=False)) from error
    return f"{read.title}: {text}"
