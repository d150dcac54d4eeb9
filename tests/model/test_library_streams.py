"""Libraries whose calls come back at once, and whose results make the loop wait when they are iterated."""

from __future__ import annotations

from textwrap import dedent, indent

import pytest
from project_files import ProjectFiles


def test_streams_of_grpc(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import grpc

                channel = grpc.insecure_channel("localhost:50051")

                async def read():
                    answers = channel.unary_stream("/Service/Method")(b"")
                    for each in answers:  # expect: FAPI107
                        print(each)
                    return answers.code()  # expect: FAPI107

                async def ask():
                    return channel.unary_unary("/Service/Method")(b"")  # expect: FAPI107
            """,
        }
    )


def test_bodies_that_are_read_later(files: ProjectFiles) -> None:
    """``iter_content`` only makes a generator, which Starlette runs in its threadpool."""
    files.verify(
        {
            "main.py": """
                import requests
                from fastapi.responses import StreamingResponse

                async def speak(answer: requests.Response):
                    return StreamingResponse(answer.iter_content(1024))

                async def read(answer: requests.Response):
                    for line in answer.iter_lines():  # expect: FAPI102
                        print(line)
            """,
        }
    )


GENERATORS = """
import asyncio
from collections.abc import AsyncIterator

import cohere
import ollama
from elevenlabs.client import ElevenLabs
from fastapi.responses import StreamingResponse
from google import genai
from vertexai.generative_models import GenerativeModel

gemini = genai.Client()
model = GenerativeModel("gemini")
voices = ElevenLabs()
writer = cohere.ClientV2()

"""


@pytest.mark.parametrize(
    "body",
    [
        """
        made = await asyncio.to_thread(lambda: gemini.models.generate_content_stream(model="a", contents="b"))
        for each in made:  # expect: FAPI107
            print(each)
        """,
        """
        made = gemini.models.generate_content_stream(model="a", contents="b")
        return StreamingResponse(each.text for each in made)
        """,
        """
        talk = gemini.chats.create(model="a")
        made = talk.send_message_stream("b")
        print([each.text for each in made])  # expect: FAPI107
        """,
        """
        made = ollama.generate(model="a", prompt="b", stream=True)
        return "".join(each.response for each in made)  # expect: FAPI107
        """,
        """
        made = ollama.Client().chat(model="a", stream=False)  # expect: FAPI107
        return made.message
        """,
        """
        made = model.generate_content("a", stream=True)
        for each in made:  # expect: FAPI107
            print(each)
        print(model.generate_content("a"))  # expect: FAPI107
        """,
        """
        made = writer.chat_stream(model="a", messages=[])
        return sum(1 for each in made)  # expect: FAPI107
        """,
        """
        made = voices.text_to_speech.convert(voice_id="a", text="b")
        voices.speech_to_text.convert(model_id="c")  # expect: FAPI107
        return b"".join(made)  # expect: FAPI107
        """,
    ],
)
def test_generators_are_waited_for_where_they_are_iterated(files: ProjectFiles, body: str) -> None:
    lines = indent(dedent(body).strip(), "    ")
    files.verify({"main.py": f"{GENERATORS}async def handler():\n{lines}\n"})


def test_queries_of_an_older_vector_store(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import weaviate

                store = weaviate.Client("http://localhost:8080")

                async def find():
                    query = store.query.get("Page", ["title"]).with_limit(3)
                    store.data_object.create({}, "Page")  # expect: FAPI107
                    return query.do()  # expect: FAPI107
            """,
        }
    )


def test_generators_of_google_clouds(files: ProjectFiles) -> None:
    """They ask the server while somebody iterates over them, not when they are made."""
    files.verify(
        {
            "main.py": """
                from google.cloud import firestore
                from google.cloud.aiplatform import Endpoint

                client = firestore.Client()

                async def names(references):
                    documents = client.get_all(references)
                    return [each.id for each in documents]  # expect: FAPI103

                async def predict(endpoint: Endpoint, body: bytes):
                    parts = endpoint.stream_raw_predict(body, {})
                    for part in parts:  # expect: FAPI107
                        print(part)
            """,
        }
    )
