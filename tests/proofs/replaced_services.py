"""What the examples talk to, answered in its place; and what they compute, watched."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import http.client
import io
import lzma
import os
import subprocess
import time
import urllib.request
import zlib
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, ClassVar

import argon2
import bcrypt
import boto3
import httpx
import httpx2
import redis
import redis.asyncio
import requests
import urllib3
from botocore.client import BaseClient
from botocore.response import StreamingBody
from celery import Celery, Task, canvas
from celery.result import AsyncResult
from PIL import Image, ImageOps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from proof_kit import Record

BODY = b'{"entries": ["a"], "team": 1, "friends": [1], "value": 1}'
NUMBER = b"1"


class Answer:
    """What another service answers to the clients that have no answers of their own to build."""

    status = 200
    headers: ClassVar = {"X-Status": "fine"}

    def read(self) -> bytes:
        """The body."""
        return BODY

    def __enter__(self) -> Answer:
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing to close."""


def picture() -> bytes:
    """A picture to upload."""
    target = io.BytesIO()
    Image.new("RGB", (8, 4)).save(target, format="PNG")
    return target.getvalue()


def requests_answer(_: object, request: requests.PreparedRequest, **__: Any) -> requests.Response:
    """What another service answers to requests: a number where one is asked for."""
    response = requests.Response()
    response.status_code = 200
    response._content = NUMBER if any(host in str(request.url) for host in ("bank.", "rates.")) else BODY
    response.headers["X-Status"] = "fine"
    return response


def httpx_answer(library: ModuleType, record: Record) -> Callable[..., Any]:
    """What another service answers to httpx, which reads it bit by bit."""

    class Body(library.SyncByteStream, library.AsyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            record.note("read")
            yield BODY

        async def __aiter__(self) -> Any:
            yield BODY

    return lambda *_: library.Response(200, stream=Body())


def replace_services(record: Record) -> None:
    """Answer in the place of other services."""
    record.replace(requests.Session, "send", requests_answer)
    record.replace(urllib.request.OpenerDirector, "open", lambda *_, **__: Answer())
    record.replace(urllib3.HTTPConnectionPool, "urlopen", lambda *_, **__: Answer())
    record.replace(http.client.HTTPConnection, "request")
    record.replace(http.client.HTTPConnection, "getresponse", lambda _: Answer())
    for library in (httpx, httpx2):
        answer = httpx_answer(library, record)
        record.replace(library.HTTPTransport, "handle_request", answer)
        record.replace_coroutine(library.AsyncHTTPTransport, "handle_async_request", answer)
    replace_cloud_and_queue(record)
    record.replace(redis.Redis, "execute_command")
    record.replace(redis.client.Pipeline, "execute", [])
    record.replace_coroutine(redis.asyncio.Redis, "execute_command")


def replace_cloud_and_queue(record: Record) -> None:
    """Answer in the place of a cloud and of the broker of a task queue."""

    def object_of_a_bucket(*_: object) -> dict[str, Any]:
        return {"Body": StreamingBody(io.BytesIO(BODY), len(BODY)), "Contents": [{"Key": "1"}]}

    published = SimpleNamespace(id="1")
    record.watch(boto3, "client")
    record.replace(BaseClient, "_make_api_call", object_of_a_bucket)
    record.watch(StreamingBody, "iter_chunks")
    record.replace(AsyncResult, "get", 1)
    record.replace(Celery, "send_task", lambda *_, **__: published)
    for kind in (Task, canvas.Signature, canvas.chain, canvas.group):
        record.replace(kind, "apply_async", lambda *_, **__: published)


def replace_bcrypt(record: Record) -> None:
    """Hash passwords as fast as they never should be."""
    record.replace(bcrypt, "hashpw", lambda password, salt: b"hashed " + password)
    record.replace(bcrypt, "checkpw", lambda password, hashed: hashed == b"hashed " + password)


def watch_what_blocks(record: Record) -> None:
    """Note what waits, computes, or starts other programs."""
    record.replace(time, "sleep")
    record.watch_sqlite()
    record.watch(requests.Response, "iter_content")
    record.replace(os, "system", 0)
    record.watch(os, "popen")
    for name in ("__init__", "communicate", "wait"):
        record.watch(subprocess.Popen, name)
    for name in ("run", "call", "check_call", "check_output", "getoutput"):
        record.watch(subprocess, name)
    replace_bcrypt(record)
    for name in ("hash", "verify"):
        record.replace(argon2.PasswordHasher, name, "hashed")
    for name in ("scrypt", "pbkdf2_hmac"):
        record.watch(hashlib, name)
    for library in (gzip, zlib, bz2, lzma):
        record.watch(library, "compress")
    record.watch(ImageOps, "fit")
    record.watch(Image.Image, "save")
