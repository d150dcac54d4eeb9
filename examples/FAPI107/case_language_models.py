"""The synchronous client of a language model, and the asynchronous one that is awaited.

Nested resources, streams, clients on `self`, in module globals and from cached factories.
"""

from collections.abc import AsyncIterator
from functools import lru_cache

import openai
from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from openai import AsyncOpenAI, OpenAI

app = FastAPI()
client = OpenAI(api_key="unset")
async_client = AsyncOpenAI(api_key="unset")
MODEL = "gpt-4.1-mini"


class Writer:
    """Keeps a client of each kind."""

    def __init__(self, client: OpenAI, async_client: AsyncOpenAI | None = None) -> None:
        self.client = client
        self.async_client = async_client or AsyncOpenAI(api_key="unset")

    def title(self, text: str) -> str:
        """Ask the one that blocks."""
        answer = self.client.responses.create(model=MODEL, input=text)
        return answer.output_text

    async def title_async(self, text: str) -> str:
        """Await the other."""
        answer = await self.async_client.responses.create(model=MODEL, input=text)
        return answer.output_text

    async def vector(self, text: str) -> list[float]:
        """Ask the one that blocks, in a coroutine."""
        answer = self.client.embeddings.create(model="embed", input=text)  # expect: FAPI107
        return answer.data[0].embedding


@lru_cache
def get_writer() -> Writer:
    """Make the one writer."""
    return Writer(client)


@app.get("/answers/{number}")
async def answer(number: int) -> str | None:
    """Ask the client of the module."""
    completion = client.chat.completions.create(  # expect: FAPI107
        model=MODEL,
        messages=[{"role": "user", "content": f"What is {number}?"}],
    )
    return completion.choices[0].message.content


@app.get("/titles/{number}")
async def title(number: int, writer: Writer = Depends(get_writer)) -> str:
    """Ask through an object."""
    return writer.title(f"number {number}")  # expect: FAPI109


@app.get("/vectors/{number}")
async def vector(number: int, writer: Writer = Depends(get_writer)) -> list[float]:
    """Only await."""
    return await writer.vector(f"number {number}")


@app.get("/streams/{number}")
async def stream(number: int) -> StreamingResponse:
    """Iterate over a stream that blocks, in a coroutine."""

    async def words() -> AsyncIterator[str]:
        events = client.chat.completions.create(  # expect: FAPI107
            model=MODEL,
            messages=[{"role": "user", "content": f"Count to {number}."}],
            stream=True,
        )
        for event in events:  # expect: FAPI107
            yield event.choices[0].delta.content or ""

    return StreamingResponse(words())


@app.get("/module/{number}")
async def through_module(number: int) -> list[str]:
    """A client that is made here, and names of the module."""
    local = openai.OpenAI(api_key="unset")  # expect: FAPI010
    models = local.models.list()  # expect: FAPI107
    return [f"{number}", type(models).__name__]


@app.get("/silent/{number}")
async def silent(number: int, writer: Writer = Depends(get_writer)) -> list[str]:
    """What is awaited or handed over."""
    first = await async_client.responses.create(model=MODEL, input=str(number))
    second = await writer.title_async(str(number))
    third = await run_in_threadpool(writer.title, str(number))
    events = await async_client.responses.create(model=MODEL, input=str(number), stream=True)
    return [first.output_text, second, third, *[event.type async for event in events]]
