"""Functions that make a synchronous client or its asynchronous twin, and what tells which one it is."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

CHANNELS = """
import grpc
import grpc.aio

def make_asynchronous(address) -> grpc.aio.Channel:
    return grpc.aio.insecure_channel(address)

def make_plain(address) -> grpc.Channel:
    return grpc.insecure_channel(address)

def make(address, asynchronous=False){result}:
    if asynchronous:
        return make_asynchronous(address)
    return make_plain(address)

class Stub:
    def __init__(self, channel):
        self.run = channel.unary_unary("/Service/run")
"""


@pytest.mark.parametrize("result", ["", " -> grpc.Channel"])
def test_a_literal_argument_tells_which_of_several_objects_is_returned(
    files: ProjectFiles, result: str
) -> None:
    files.verify(
        {
            "channels.py": CHANNELS.format(result=result),
            "main.py": """
                from channels import Stub, make

                class Connection:
                    def __init__(self, channel):
                        self.stub = Stub(channel)

                    async def send(self, request):
                        call = self.stub.run(request)
                        return await call.trailing_metadata(), await call

                asynchronous = Stub(make("a", asynchronous=True))
                plain = Stub(make("a"))
                connection = Connection(make("a", True))

                async def handler(request):
                    asynchronous.run(request)
                    Stub(make("a", True)).run(request)
                    await connection.send(request)
                    plain.run(request)  # expect: FAPI107
                    Stub(make("a")).run(request)  # expect: FAPI107
                    Stub(make("a", False)).run(request)  # expect: FAPI107
            """,
        }
    )


@pytest.mark.parametrize(
    "line",
    [
        "async with declared() as channel:\n        Stub(channel).run(url)",
        "with declared() as channel:\n        Stub(channel).run(url)  # expect: FAPI107",
    ],
)
def test_what_is_entered_with_async_with_is_no_synchronous_client(files: ProjectFiles, line: str) -> None:
    files.verify(
        {
            "channels.py": CHANNELS.format(result=""),
            "main.py": "import grpc\nfrom channels import Stub\nfrom elsewhere import maker\n\n"
            "def declared() -> grpc.Channel:\n    return maker()\n\n"
            f"async def handler(url):\n    {line}\n",
        }
    )
