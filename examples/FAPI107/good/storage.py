"""Videos in a bucket: the client of the cloud is made once, and asked in threads only."""

from functools import lru_cache

import boto3
from fastapi.concurrency import run_in_threadpool


@lru_cache
def bucket_client():
    """Make the client."""
    return boto3.client("s3", region_name="eu-central-1")


async def store(key: str, content: bytes) -> None:
    """Send the content to the bucket, from a thread."""
    await run_in_threadpool(bucket_client().put_object, Bucket="videos", Key=key, Body=content)


async def upload_form(key: str) -> dict:
    """Sign a form by which a browser may send the content itself: that asks nobody."""
    return bucket_client().generate_presigned_post(Bucket="videos", Key=key, ExpiresIn=3600)
