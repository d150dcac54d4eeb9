"""Clients of clouds and models, each with a pool of its own."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI

if TYPE_CHECKING:
    from supabase import Client

app = FastAPI()
CONNECTION = "UseDevelopmentStorage=true"


@app.get("/blobs")
def blobs() -> list[str]:
    """A client for a container, and one for a single blob."""
    from azure.storage.blob import BlobClient, ContainerClient

    container = ContainerClient.from_connection_string(CONNECTION, "files")  # expect: FAPI010
    first = BlobClient.from_connection_string(CONNECTION, "files", "first")  # expect: FAPI010
    return [first.url, container.url]


@app.get("/rows")
def rows() -> Any:
    """A function makes the client."""
    from supabase import create_client

    client = create_client("https://shop.example", "key")  # expect: FAPI010
    return client.table("rows").select("*").execute().data


@app.get("/answers")
def answers(question: str) -> Any:
    """A client of a model."""
    from google import genai

    client = genai.Client()  # expect: FAPI010
    return client.models.generate_content(model="gemini", contents=question).text


@cache
def shared() -> Client:
    """Made once."""
    from supabase import create_client

    return create_client("https://shop.example", "key")


@app.get("/shared")
def shared_rows() -> Any:
    """One client for all requests."""
    return shared().table("rows").select("*").execute().data
