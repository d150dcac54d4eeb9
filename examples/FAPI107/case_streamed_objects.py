"""What a cloud's client gives to iterate: asking for it is quick, iterating it is not.

Starlette iterates what a streaming response is given in a thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import boto3
from fastapi import FastAPI
from fastapi.responses import StreamingResponse

if TYPE_CHECKING:
    from google.cloud.storage import Bucket
    from minio import Minio

app = FastAPI()
s3 = boto3.client("s3")


@app.get("/objects/{key}")
def download(key: str) -> StreamingResponse:
    """A plain function, and chunks that are read in a thread."""
    body = s3.get_object(Bucket="archive", Key=key)["Body"]
    return StreamingResponse(body.iter_chunks())


@app.get("/copies/{key}")
async def copy(key: str) -> StreamingResponse:
    """The request for the object blocks, what is handed to the response does not."""
    body = s3.get_object(Bucket="archive", Key=key)["Body"]  # expect: FAPI107
    return StreamingResponse(body.iter_chunks(65536))


@app.get("/sums/{key}")
async def checksum(key: str) -> int:
    """The chunks are read here."""
    body = s3.get_object(Bucket="archive", Key=key)["Body"]  # expect: FAPI107
    return sum(len(chunk) for chunk in body.iter_chunks())  # expect: FAPI107


async def names(minio: Minio, bucket: Bucket) -> list[str]:
    """Pages are fetched while they are iterated, whichever cloud it is."""
    objects = minio.list_objects("archive", recursive=True)
    blobs = bucket.list_blobs()
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket="archive")
    found = [each.object_name for each in objects]  # expect: FAPI107
    found += [blob.name for blob in blobs]  # expect: FAPI107
    for page in pages:  # expect: FAPI107
        found += [each["Key"] for each in page["Contents"]]
    return found


@app.get("/streams/{key}")
async def stream(key: str) -> StreamingResponse:
    """An async generator runs on the event loop, and so does its loop over the chunks."""

    async def chunks():
        body = s3.get_object(Bucket="archive", Key=key)["Body"]  # expect: FAPI107
        for chunk in body.iter_chunks():  # expect: FAPI107
            yield chunk

    return StreamingResponse(chunks())


@app.get("/threads/{key}")
async def threaded(key: str) -> StreamingResponse:
    """A plain generator is iterated in a thread."""

    def chunks():
        yield from s3.get_object(Bucket="archive", Key=key)["Body"].iter_chunks()

    return StreamingResponse(chunks())
