"""What a lifespan yields is found in the state of each request."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypedDict

from fastapi import APIRouter, FastAPI, Request
from openai import AsyncOpenAI, OpenAI


class Clients(TypedDict):
    """What the application keeps."""

    writer: OpenAI
    editor: AsyncOpenAI


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, OpenAI | AsyncOpenAI]]:
    """Yield the clients by name."""
    with OpenAI(api_key="unset") as client:
        async with AsyncOpenAI(api_key="unset") as async_client:
            yield {"client": client, "async_client": async_client}


@asynccontextmanager
async def typed_lifespan(app: APIRouter) -> AsyncIterator[Clients]:
    """Yield them as a typed dictionary."""
    with OpenAI(api_key="unset") as writer:
        async with AsyncOpenAI(api_key="unset") as editor:
            yield Clients(writer=writer, editor=editor)


router = APIRouter(lifespan=typed_lifespan)


@router.post("/titles")
async def write_title(request: Request, text: str) -> str:
    """Ask the one that blocks, then await the other."""
    title = request.state.writer.responses.create(model="gpt-4.1-mini", input=text)  # expect: FAPI107
    better = await request.state.editor.responses.create(model="gpt-4.1-mini", input=title.output_text)
    return better.output_text


app = FastAPI(lifespan=lifespan)
app.include_router(router)


@app.post("/embeddings")
async def embed(request: Request, text: str) -> list[float]:
    """Await one client and ask the other."""
    await request.state.async_client.embeddings.create(model="embed", input=text)
    answer = request.state.client.embeddings.create(model="embed", input=text)  # expect: FAPI107
    return answer.data[0].embedding
