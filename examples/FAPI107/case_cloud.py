"""A cloud's client: making it blocks, calling it blocks, and so does iterating over what it gives.

Signing an URL and making a paginator ask nobody. Clients from sessions, on `self`, and resources.
"""

import boto3
from boto3.session import Session
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

app = FastAPI()
REGION = "eu-central-1"
s3 = boto3.client("s3", region_name=REGION)
notes = boto3.resource("dynamodb", region_name=REGION).Table("notes")


class Archive:
    """Keeps a client."""

    def __init__(self, bucket: str) -> None:
        self.bucket = bucket
        self._client = Session(region_name=REGION).client("s3")

    def keys(self) -> list[str]:
        """List what is in the bucket, page by page."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket)
        return [entry["Key"] for page in pages for entry in page.get("Contents", [])]

    async def delete(self, key: str) -> None:
        """Delete one object."""
        self._client.delete_object(Bucket=self.bucket, Key=key)  # expect: FAPI107


archive = Archive("archive")


@app.get("/made")
async def made() -> str:
    """Making a client reads files and builds classes."""
    client = boto3.client("sqs", region_name=REGION)  # expect: FAPI107
    client.send_message(QueueUrl="https://sqs.example.com/1", MessageBody="{}")  # expect: FAPI107
    return "sent"


@app.get("/objects/{number}")
async def read(number: int) -> int:
    """Read an object as a stream."""
    answer = s3.get_object(Bucket="archive", Key=str(number))  # expect: FAPI107
    size = 0
    for chunk in answer["Body"].iter_chunks():  # expect: FAPI107
        size += len(chunk)
    return size


@app.get("/objects")
async def list_all() -> list[str]:
    """Make a paginator, and iterate over its pages."""
    paginator = s3.get_paginator("list_objects_v2")
    names = []
    for page in paginator.paginate(Bucket="archive"):  # expect: FAPI107
        names.extend(entry["Key"] for entry in page.get("Contents", []))
    return names


@app.get("/notes/{number}")
async def read_note(number: int) -> dict:
    """A table of a resource."""
    return notes.get_item(Key={"id": number}).get("Item", {})  # expect: FAPI107


@app.delete("/objects/{number}", status_code=204)
async def delete(number: int) -> None:
    """An object that keeps a client."""
    if str(number) in archive.keys():  # expect: FAPI109
        await archive.delete(str(number))


@app.get("/urls/{number}")
async def sign(number: int) -> str:
    """Signing asks nobody."""
    s3.get_paginator("list_objects_v2").paginate(Bucket="archive")
    return s3.generate_presigned_url("get_object", Params={"Bucket": "archive", "Key": str(number)})


@app.get("/streams/{number}")
async def stream(number: int) -> StreamingResponse:
    """Fetch in a thread, and let Starlette iterate over the stream in one."""
    answer = await run_in_threadpool(s3.get_object, Bucket="archive", Key=str(number))
    return StreamingResponse(answer["Body"])
