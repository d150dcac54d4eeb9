"""Annotations that name the function which makes a client instead of the client's class."""

from typing import Optional

import boto3
from fastapi import Depends, FastAPI

app = FastAPI()
_client: Optional[boto3.client] = None


def get_client() -> boto3.client:
    """Make the client once."""
    global _client
    if _client is None:
        _client = boto3.client("s3")
    return _client


async def remove(client: boto3.client, key: str) -> None:
    """The function is meant to stand for what it makes."""
    client.delete_object(Bucket="documents", Key=key)  # expect: FAPI107


async def look_up(resource: boto3.resource, key: str) -> dict:
    """So is the one that makes a resource."""
    return resource.Table("documents").get_item(Key={"key": key})  # expect: FAPI107


@app.get("/documents/{key}/link")
async def link(key: str, client: boto3.client = Depends(get_client)) -> str:
    """A link is made without asking anybody."""
    return client.generate_presigned_url("get_object", Params={"Bucket": "documents", "Key": key})


@app.put("/documents/{key}")
async def store(key: str, client: boto3.client = Depends(get_client)) -> None:
    """The provider is annotated in the same way."""
    client.put_object(Bucket="documents", Key=key, Body=b"")  # expect: FAPI107
