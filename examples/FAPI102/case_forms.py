"""Every way to call a client that blocks: functions, methods, instances, `with`, streams, aliases.

Also clients of subclasses and factories, and clients that come as annotated arguments.
"""

import http.client
import urllib.request as web
from functools import lru_cache
from typing import Annotated
from urllib.request import Request as WebRequest, urlopen

import httpx
import httpx2
import requests as rq
import urllib3
from fastapi import Depends, FastAPI
from httpx import Client as HttpClient, get as fetch
from requests import Session, post
from requests.adapters import HTTPAdapter

app = FastAPI()
URL = "https://example.com"
pool = urllib3.PoolManager()


class ApiSession(Session):
    """A session of our own."""

    def __init__(self) -> None:
        super().__init__()
        self.mount("https://", HTTPAdapter(max_retries=2))

    def ping(self) -> int:
        """Use the inherited method."""
        return self.get(URL).status_code


class Gateway:
    """Keeps a client and uses it in coroutines."""

    retries = 3

    def __init__(self, client: HttpClient | None = None) -> None:
        self._client = client or HttpClient(base_url=URL)

    async def status(self) -> int:
        """Use the kept client."""
        for _ in range(self.retries):
            answer = self._client.get("/status")  # expect: FAPI102
            if answer.is_success:
                return answer.status_code
        return 503


def make_client():
    """Make a client without saying which."""
    return httpx.Client(base_url=URL)


@lru_cache
def shared_client() -> "httpx2.Client":
    """Make the client of the process."""
    return httpx2.Client(base_url=URL)


api = ApiSession()
made = make_client()
Shared = Annotated[httpx2.Client, Depends(shared_client)]


@app.get("/functions")
async def functions() -> list[int]:
    """Functions under all kinds of names."""
    return [
        rq.get(URL, timeout=5).status_code,  # expect: FAPI102
        rq.request("GET", URL, timeout=5).status_code,  # expect: FAPI102
        post(URL, timeout=5).status_code,  # expect: FAPI102
        fetch(URL).status_code,  # expect: FAPI102
        httpx.put(URL).status_code,  # expect: FAPI102
        httpx2.get(URL).status_code,  # expect: FAPI102
        web.urlopen(URL, timeout=5).status,  # expect: FAPI102
        urlopen(WebRequest(URL), timeout=5).status,  # expect: FAPI102
        urllib3.request("GET", URL).status,  # expect: FAPI102
    ]


@app.get("/instances")
async def instances(shared: Shared) -> list[int]:
    """Instances from module globals, dependencies and factories."""
    return [
        api.get(URL).status_code,  # expect: FAPI102
        api.ping(),  # expect: FAPI109
        made.get("/").status_code,  # expect: FAPI102
        shared.get("/").status_code,  # expect: FAPI102
        shared_client().get("/").status_code,  # expect: FAPI102
        pool.request("GET", URL).status,  # expect: FAPI102
    ]


@app.get("/streams")
async def streams() -> int:
    """Answers that are read bit by bit."""
    size = 0
    with made.stream("GET", "/large") as answer:  # expect: FAPI102
        for chunk in answer.iter_bytes():  # expect: FAPI102
            size += len(chunk)
    return size


@app.get("/chunks")
async def chunks() -> int:
    """Iterate over what requests has not read yet."""
    answer = api.get(URL, stream=True)  # expect: FAPI102
    return sum(len(chunk) for chunk in answer.iter_content(8192))  # expect: FAPI102


@app.get("/connection")
async def connection() -> int:
    """The lowest level of the standard library."""
    link = http.client.HTTPSConnection("example.com", timeout=5)
    try:
        link.request("GET", "/")  # expect: FAPI102
        return link.getresponse().status  # expect: FAPI102
    finally:
        link.close()


@app.get("/gateway")
async def gateway() -> int:
    """The coroutine of the object is reported where it blocks."""
    return await Gateway(made).status()  # expect: FAPI010
