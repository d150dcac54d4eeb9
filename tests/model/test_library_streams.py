"""Libraries whose calls come back at once, and whose results make the loop wait when they are iterated."""

from __future__ import annotations

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
