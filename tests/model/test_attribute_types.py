"""What objects of the project's classes hold: on ``self``, in the class, as fields."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

HEAD = """
import requests
import httpx
from dataclasses import dataclass, field
from functools import cached_property
from pydantic import BaseModel
from sqlalchemy.orm import Session


"""


@pytest.mark.parametrize(
    "body",
    [
        "def __init__(self):\n    self.client = requests.Session()",
        "def __init__(self):\n    self.client: object = requests.Session()",
        "def __init__(this):\n    this.client = requests.Session()",
        "def __init__(self):\n    client = requests.Session()\n    self.client = client",
        "def __init__(self):\n    self.other, self.client = 1, requests.Session()",
        "def __init__(self):\n    with requests.Session() as self.client:\n        pass",
        "def __init__(self, client: requests.Session):\n    self.client = client",
        "def __init__(self, client=None):\n    self.client = client or requests.Session()",
        "def __init__(self):\n    self.client = None\ndef open(self):\n    self.client = requests.Session()",
        "def __init__(self):\n    self.open()\ndef open(self):\n    self.client = requests.Session()",
        "def __new__(cls):\n    self = super().__new__(cls)\n    self.client = requests.Session()\n"
        "    return self",
        "client = requests.Session()",
        "client: requests.Session",
        "client: requests.Session = None",
        "client: 'requests.Session | None' = None",
        "@property\ndef client(self):\n    return requests.Session()",
        "@property\ndef client(self) -> requests.Session:\n    ...",
        "@cached_property\ndef client(self):\n    return requests.Session()",
        "def __init__(self):\n    self._it = requests.Session()\n@property\ndef client(self):\n"
        "    return self._it",
        "@staticmethod\ndef make():\n    return requests.Session()\nclient = make()",
    ],
)
def test_an_attribute_is_what_the_class_puts_there(files: ProjectFiles, body: str) -> None:
    indented = "".join(f"    {line}\n" for line in body.splitlines())
    files.verify(
        {
            "services.py": f"{HEAD}class Service:\n{indented}",
            "main.py": """
                from services import Service

                async def handler(service: Service, url):
                    service.client.get(url)  # expect: FAPI102
                    Service().client.get(url)  # expect: FAPI102
                    service.other.get(url)
            """,
        }
    )


def test_an_inherited_attribute_is_found(files: ProjectFiles) -> None:
    files.verify(
        {
            "base.py": HEAD
            + "class Base:\n    def __init__(self):\n        self.client = requests.Session()\n",
            "main.py": """
                from base import Base

                class Service(Base):
                    def __init__(self):
                        super().__init__()

                    async def run(self, url):
                        self.client.get(url)  # expect: FAPI102

                class Derived(Service):
                    async def again(self, url):
                        self.client.get(url)  # expect: FAPI102
            """,
        }
    )


def test_a_subclass_may_hold_something_else(files: ProjectFiles) -> None:
    body = """class Base:
    client = requests.Session()


class Other(Base):
    client = httpx.AsyncClient()


async def handler(url):
    Base().client.get(url)  # expect: FAPI102
    await Other().client.get(url)
"""
    files.verify({"main.py": HEAD + body})


def test_fields_of_dataclasses_and_models(files: ProjectFiles) -> None:
    body = """@dataclass
class Held:
    number: int
    db: Session
    made: object = field(default_factory=requests.Session)


class Model(BaseModel):
    db: Session
    several: list[Session] = []
    maybe: Session | None = None


async def handler(held: Held, model: Model, url):
    held.db.commit()  # expect: FAPI104
    held.made.get(url)  # expect: FAPI102
    held.number.commit()
    model.db.commit()  # expect: FAPI104
    model.several[0].commit()  # expect: FAPI104
    model.maybe.commit()  # expect: FAPI104
"""
    files.verify({"main.py": HEAD + body})


def test_what_a_constructor_is_given_is_remembered_for_that_object(files: ProjectFiles) -> None:
    body = """class Service:
    def __init__(self, client):
        self.client = client

    def fetch(self, url):
        return self.client.get(url)


@dataclass
class Held:
    number: int
    client: object


async def handler(url):
    Service(requests.Session()).client.get(url)  # expect: FAPI102
    Service(client=requests.Session()).fetch(url)  # expect: FAPI109
    await Service(httpx.AsyncClient()).client.get(url)
    await Service(httpx.AsyncClient()).fetch(url)
    Service(url).fetch(url)
    Held(1, requests.Session()).client.get(url)  # expect: FAPI102
    Held(1, client=requests.Session()).client.get(url)  # expect: FAPI102
    Held(client=1, number=requests.Session()).client.get(url)
"""
    files.verify({"main.py": HEAD + body})


def test_attributes_of_attributes(files: ProjectFiles) -> None:
    body = """class Inner:
    def __init__(self):
        self.client = requests.Session()


class Outer:
    def __init__(self):
        self.inner = Inner()

    async def run(self, url):
        self.inner.client.get(url)  # expect: FAPI102
        client = self.inner.client
        client.get(url)  # expect: FAPI102


outer = Outer()


async def handler(url):
    outer.inner.client.get(url)  # expect: FAPI102
"""
    files.verify({"main.py": HEAD + body})


def test_an_attribute_assigned_in_a_function_counts_there(files: ProjectFiles) -> None:
    body = """class Holder:
    pass


async def handler(holder: Holder, other, url):
    holder.client = requests.Session()
    holder.client.get(url)  # expect: FAPI102
    other.client = requests.Session()
    other.client.get(url)  # expect: FAPI102
    other.client = httpx.AsyncClient()
    await other.client.get(url)
"""
    files.verify({"main.py": HEAD + body})


def test_a_getter_that_blocks_blocks_where_it_is_read(files: ProjectFiles) -> None:
    body = """class Service:
    @property
    def page(self):
        return requests.get("http://localhost")

    @staticmethod
    def fetch():
        return requests.get("http://localhost")

    @classmethod
    def make(cls):
        cls.fetch()
        return cls()


async def handler(service: Service):
    service.page  # expect: FAPI109
    Service.page
    service.fetch()  # expect: FAPI109
    Service.fetch()  # expect: FAPI109
    Service.make()  # expect: FAPI109
    Service.make().page  # expect: FAPI109
"""
    files.verify({"main.py": HEAD + body})


def test_methods_called_on_the_class_take_the_object_as_an_argument(files: ProjectFiles) -> None:
    body = """class Service:
    def run(self, client, url):
        return client.get(url)


async def handler(service: Service, url):
    Service.run(service, requests.Session(), url)  # expect: FAPI109
    Service.run(requests.Session(), url, url)
"""
    files.verify({"main.py": HEAD + body})


@pytest.mark.parametrize(
    "call",
    [
        "super().__init__(client)",
        "super().__init__(requests.Session())",
        pytest.param(
            "Base.__init__(self, requests.Session())",
            marks=pytest.mark.xfail(
                strict=True, reason="what a subclass hands to its base is not remembered"
            ),
        ),
    ],
)
def test_what_a_subclass_hands_to_the_constructor_of_its_base(files: ProjectFiles, call: str) -> None:
    body = f"""class Base:
    def __init__(self, client):
        self.client = client

    def load(self, url):
        return self.client.get(url)


class Child(Base):
    def __init__(self, client):
        {call}


async def handler(url):
    Child(requests.Session()).client.get(url)  # expect: FAPI102
    Child(requests.Session()).load(url)  # expect: FAPI109
"""
    files.verify({"main.py": HEAD + body})
