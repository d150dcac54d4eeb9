"""Types that calls carry into functions that declare none."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

from flake8_fastapi.model.arguments import Arguments
from flake8_fastapi.model.effects import Effect
from flake8_fastapi.model.types import NONE, Coroutine, Items

HEAD = """
import httpx
import requests
from functools import partial


"""


@pytest.mark.parametrize(
    ("definition", "call"),
    [
        ("def fetch(client): client.get('u')", "fetch(client)"),
        ("def fetch(client): client.get('u')", "fetch(client=client)"),
        ("def fetch(a, client, b=1): client.get('u')", "fetch(1, client)"),
        ("def fetch(a, *, client): client.get('u')", "fetch(1, client=client)"),
        ("def fetch(client, /): client.get('u')", "fetch(client)"),
        ("def fetch(client=None): client.get('u')", "fetch(client)"),
        ("def fetch(*clients): clients[0].get('u')", "fetch(client)"),
        ("def fetch(a, *rest): rest[0].get('u')", "fetch(1, client)"),
        ("def fetch(clients): clients[0].get('u')", "fetch([client])"),
        ("def fetch(clients):\n    for each in clients: each.get('u')", "fetch([client])"),
        ("def fetch(clients): clients['a'].get('u')", "fetch({'a': client})"),
        ("def fetch(pair): pair[1].get('u')", "fetch((1, client))"),
        ("def fetch(get): get('u')", "fetch(client.get)"),
        ("def fetch(get): get('u')", "fetch(requests.get)"),
        ("def fetch(get): get('u')", "fetch(lambda u: requests.get(u))"),
        ("def fetch(get): get('u')", "fetch(partial(requests.get, timeout=1))"),
        ("def fetch(make): make().get('u')", "fetch(requests.Session)"),
        ("def fetch(module): module.get('u')", "fetch(requests)"),
        ("def fetch(client): return inner(client)\ndef inner(c): c.get('u')", "fetch(client)"),
        ("def fetch(client):\n    def inner(): client.get('u')\n    inner()", "fetch(client)"),
        ("def fetch(client): return client", "fetch(client).get('u')"),
        ("def fetch(client): return [client, 1]", "fetch(client)[0].get('u')"),
        ("def fetch(client: object): client.get('u')", "fetch(client)"),
    ],
)
def test_an_unannotated_parameter_is_what_the_call_gives_it(
    files: ProjectFiles, definition: str, call: str
) -> None:
    code = "FAPI102" if call.endswith(".get('u')") else "FAPI109"
    files.verify(
        {
            "helpers.py": f"{HEAD}{definition}\n",
            "main.py": f"{HEAD}from helpers import fetch\n\nclient = requests.Session()\n\n"
            f"async def handler():\n    {call}  # expect: {code}\n",
        }
    )


def test_each_call_brings_its_own_types(files: ProjectFiles) -> None:
    files.verify(
        {
            "helpers.py": "def fetch(client, url):\n    return client.get(url)\n",
            "main.py": HEAD
            + """from helpers import fetch


async def handler(unknown):
    fetch(requests.Session(), "u")  # expect: FAPI109
    fetch(unknown, "u")
    await fetch(httpx.AsyncClient(), "u")
    fetch("u", requests.Session())
    fetch(httpx.Client(), "u")  # expect: FAPI109
""",
        }
    )


def test_a_coroutine_that_blocks_only_with_these_arguments_is_blamed_at_the_call(files: ProjectFiles) -> None:
    files.verify(
        {
            "helpers.py": """
                import time

                async def fetch(client, url):
                    return client.get(url)

                async def always(client, url):
                    time.sleep(1)  # expect: FAPI101
            """,
            "main.py": HEAD
            + """from helpers import fetch, always


async def handler():
    await fetch(requests.Session(), "u")  # expect: FAPI109
    await fetch(httpx.AsyncClient(), "u")
    await always(requests.Session(), "u")
""",
        }
    )


def test_default_values_tell_types(files: ProjectFiles) -> None:
    body = """session = requests.Session()


def fetch(url, client=session, get=requests.get):
    client.get(url)
    get(url)


async def handler(url, client=session):
    fetch(url)  # expect: FAPI109
    client.get(url)  # expect: FAPI102
"""
    files.verify({"main.py": HEAD + body})


def test_objects_carry_what_they_were_made_of(files: ProjectFiles) -> None:
    files.verify(
        {
            "services.py": """
                class Repository:
                    def __init__(self, client):
                        self._client = client

                    def load(self):
                        return self._client.get("u")

                class Service:
                    def __init__(self, repository):
                        self.repository = repository

                    def run(self):
                        return self.repository.load()
            """,
            "main.py": HEAD
            + """from services import Repository, Service

blocking = Service(Repository(requests.Session()))
asynchronous = Service(Repository(httpx.AsyncClient()))


async def handler(service: Service):
    blocking.run()  # expect: FAPI109
    await asynchronous.run()
    service.run()
    Service(Repository(requests.Session())).run()  # expect: FAPI109
    Service(repository=Repository(client=requests.Session())).run()  # expect: FAPI109
""",
        }
    )


def test_partial_holds_arguments_for_later(files: ProjectFiles) -> None:
    body = """def fetch(client, url):
    client.get(url)


async def handler():
    with_client = partial(fetch, requests.Session())
    with_client("u")  # expect: FAPI109
    partial(fetch, url="u")(requests.Session())  # expect: FAPI109
    partial(fetch, client=requests.Session())(url="u")  # expect: FAPI109
    partial(fetch)(1, requests.Session())
"""
    files.verify({"main.py": HEAD + body})


def test_a_callback_runs_where_it_is_called(files: ProjectFiles) -> None:
    body = """def twice(work):
    work()
    work()


def keep(work):
    return work


def block():
    requests.get("u")


async def handler():
    twice(block)  # expect: FAPI109
    keep(block)
    keep(block)()  # expect: FAPI109
"""
    files.verify({"main.py": HEAD + body})


def test_unpacked_arguments_are_not_guessed(files: ProjectFiles) -> None:
    body = """def fetch(first, client=None):
    if client is not None:
        client.get("u")


async def handler(args, kwargs):
    fetch(*args)
    fetch(*args, **kwargs)
    fetch(1, **{"client": 2})
    fetch(*[requests.Session()], 1)
    fetch(1, client=requests.Session(), **kwargs)  # expect: FAPI109
"""
    files.verify({"main.py": HEAD + body})


def test_calls_with_wrong_arguments_harm_nobody(files: ProjectFiles) -> None:
    body = """def fetch(client):
    client.get("u")


class Service:
    def method(self): ...
    def no_self(): ...


async def handler(service: Service):
    fetch()
    fetch(1, 2, 3, requests.Session())
    fetch(gone=requests.Session())
    service.no_self(requests.Session())
    Service.method()
    Service(1, 2, x=3)
"""
    files.verify({"main.py": HEAD + body})


def test_what_a_helper_puts_into_self_is_known_to_its_constructor(files: ProjectFiles) -> None:
    body = """class Service:
    def __init__(self, client):
        self._keep(client)

    def _keep(self, client):
        self.client = client


async def handler():
    Service(requests.Session()).client.get("u")  # expect: FAPI102
"""
    files.verify({"main.py": HEAD + body})


def test_functions_defined_in_the_caller_are_followed_through_the_callee(files: ProjectFiles) -> None:
    body = """def twice(work):
    work()
    work()


async def handler():
    def fetch():
        requests.get("u")

    def quick():
        return 1

    twice(fetch)  # expect: FAPI109
    twice(quick)
    twice(lambda: requests.get("u"))  # expect: FAPI109
    twice(lambda: quick())
"""
    files.verify({"main.py": HEAD + body})


def test_arguments_that_are_equal_keep_what_they_do_apart(files: ProjectFiles) -> None:
    """Coroutines with one result are equal types; who follows queries sees other effects in them."""
    files.write({"helpers.py": "def run(coroutines):\n    return coroutines\n"})
    function = files.open("helpers.py").skeleton.functions[0]
    signatures = files.project.interpreter.signatures
    for operation in ("first", "second"):
        effects = (Effect(1, 0, "http", "load", operation),)
        (name, of), *others = signatures.bind(function, Arguments([Items(Coroutine(NONE, effects=effects))]))
        assert (name, others) == ("coroutines", [])
        assert isinstance(of, Items)
        assert isinstance(of.item, Coroutine)
        assert of.item.effects == effects
