"""An upload that arrives as bytes.

Guide: 4. File Upload Patterns, "Stream to disk, never load into memory", done the other way.
"""

from typing import Annotated

from fastapi import FastAPI, File

app = FastAPI()


@app.post("/upload")
def upload_large_file(file: Annotated[bytes, File()]) -> int:  # expect: FAPI302
    """The whole file is in memory before the function runs."""
    return len(file)
