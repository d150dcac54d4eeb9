"""Helpers that make a client whichever way they go, and tasks that make one behind the response."""

import httpx2
import redis
from fastapi import BackgroundTasks, FastAPI
from openai import OpenAI

app = FastAPI()
addresses = {"start": "https://docs.example/"}


def model_client(key: str | None) -> OpenAI:
    """A client with the caller's key, or one with ours: always a new one."""
    if key:
        return OpenAI(api_key=key)
    return OpenAI()


def summary(text: str) -> str:
    """A prompt at the margin of the file is still in the function."""
    prompt = f"""
Summarize the text in one sentence.

TEXT:
{text}
"""
    answer = model_client(None).responses.create(model="small", input=prompt)
    return answer.output_text


def summary_or_title(text: str) -> str:
    """One call further away."""
    return summary(text) or text.splitlines()[0]


async def notify(address: str) -> None:
    """Runs after the response, for each request again."""
    async with httpx2.AsyncClient() as client:
        await client.post("https://mail.example/send", json={"to": address})


@app.get("/models")
def show_models(key: str | None = None) -> list[str]:
    """Both ways of the helper."""
    return [each.id for each in model_client(key).models.list()]  # expect: FAPI010


@app.post("/summaries")
def make_summary(text: str) -> str:
    """Behind two helpers."""
    return summary_or_title(text)  # expect: FAPI010


@app.post("/subscribers")
def subscribe(address: str, tasks: BackgroundTasks) -> str:
    """A coroutine function as a task."""
    tasks.add_task(notify, address)  # expect: FAPI010
    return address


@app.get("/counters/{name}")
def show_counter(name: str) -> str | None:
    """The library's other name for its client."""
    store = redis.StrictRedis(host="cache.example", decode_responses=True)  # expect: FAPI010
    found = store.get(name)
    return found if isinstance(found, str) else None


async def page_of(name: str) -> str | None:
    """What there is to do is done in the branch; otherwise there is nothing to give."""
    if address := addresses.get(name):
        async with httpx2.AsyncClient() as client:
            return (await client.get(address)).text


@app.get("/pages/{name}")
async def show_page(name: str) -> str | None:
    """Each request that finds something has a client of its own."""
    return await page_of(name)  # expect: FAPI010
