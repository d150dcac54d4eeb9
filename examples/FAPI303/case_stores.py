"""Stores of other clouds: the key is the client's file name there, too."""

from __future__ import annotations

import uuid
from pathlib import PurePath
from typing import TYPE_CHECKING

from fastapi import FastAPI, UploadFile

if TYPE_CHECKING:
    from azure.storage.blob import BlobServiceClient, ContainerClient
    from supabase import Client

app = FastAPI()
CONNECTION = "UseDevelopmentStorage=true"


def keep_in_azure(service: BlobServiceClient, container: ContainerClient, file: UploadFile) -> None:
    """By position and by keyword."""
    service.get_blob_client("files", file.filename).upload_blob(file.file)  # expect: FAPI303
    service.get_blob_client(container="files", blob=f"new/{file.filename}")  # expect: FAPI303
    container.upload_blob(name=file.filename, data=file.file)  # expect: FAPI303
    container.upload_blob(uuid.uuid4().hex, file.file)


def keep_in_supabase(client: Client, file: UploadFile) -> None:
    """A bucket is asked for first."""
    bucket = client.storage.from_("files")
    bucket.upload(file.filename, file.file.read(1000))  # expect: FAPI303
    ending = PurePath(file.filename or "").suffix
    bucket.upload(path=f"{uuid.uuid4()}{ending}", file=file.file.read(1000))


@app.post("/blobs", max_body_size=1000)
def keep(file: UploadFile) -> str:
    """A client for one blob, which is another mistake."""
    from azure.storage.blob import BlobClient

    blob = BlobClient.from_connection_string(  # expect: FAPI010, FAPI303
        CONNECTION, "files", file.filename
    )
    blob.upload_blob(file.file)
    return str(blob.url)
