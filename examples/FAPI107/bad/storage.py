"""Videos in a bucket: the client of the cloud is made once, and blocks with every call."""

from functools import lru_cache

import boto3


@lru_cache
def bucket_client():
    """Make the client."""
    return boto3.client("s3", region_name="eu-central-1")


async def store(key: str, content: bytes) -> None:
    """Send the content to the bucket."""
    bucket_client().put_object(Bucket="videos", Key=key, Body=content)  # expect: FAPI107


async def upload_form(key: str) -> dict:
    """Sign a form by which a browser may send the content itself: that asks nobody."""
    return bucket_client().generate_presigned_post(Bucket="videos", Key=key, ExpiresIn=3600)
