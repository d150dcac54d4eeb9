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
