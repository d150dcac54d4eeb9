"""Containers that give objects by their types: what they give is known by the class that is asked for."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

STORES = """
    from typing import Protocol

    from redis import Redis


    class Tokens(Protocol):
        def load(self, key: str) -> str | None: ...

        def save(self, key: str, value: str) -> None: ...


    class RedisTokens:
        def __init__(self, redis: Redis) -> None:
            self.redis = redis

        def load(self, key: str) -> str | None:
            return self.redis.get(key)

        def save(self, key: str, value: str) -> None:
            self.redis.set(key, value)


    class Fake:
        def load(self, name: str) -> str | None:
            return self.redis.get(name)

        def save(self, key: str, value: str) -> None:
            open(key, "w").write(value)


    class Login:
        def __init__(self, tokens: Tokens) -> None:
            self.tokens = tokens

        async def run(self, name: str) -> None:
            self.tokens.save(name, "")  # expect: FAPI109
"""

ELSEWHERE = """
    class FileTokens:
        def load(self, key: str) -> str | None:
            return open(key).read()

        def save(self, key: str, value: str) -> None:
            open(key, "w").write(value)
"""

DISHKA = """
    from dishka import Provider, Scope, make_async_container, provide
    from redis import Redis

    from stores import Login, RedisTokens, Tokens


    class Everything(Provider):
        login = provide(Login, scope=Scope.REQUEST)

        @provide(scope=Scope.APP)
        def tokens(self) -> Tokens:
            return RedisTokens(Redis())


    container = make_async_container(Everything())
"""

PUNQ = """
    import punq

    from stores import RedisTokens, Tokens

    container = punq.Container()
    container.register(Tokens, RedisTokens)
"""

INJECTOR = """
    from injector import Injector

    from stores import RedisTokens, Tokens

    container = Injector([lambda binder: binder.bind(Tokens, to=RedisTokens)])
"""

HEAD = """
from dishka.integrations.fastapi import FromDishka, inject
from fastapi import APIRouter

from containers import container
from stores import Login, Tokens

router = APIRouter()


"""


@pytest.mark.parametrize(
    ("containers", "handler"),
    [
        (DISHKA, "tokens: FromDishka[Tokens]):\n    tokens.load('x')  # expect: FAPI109"),
        (DISHKA, "login: FromDishka[Login]):\n    await login.run('x')"),
        (DISHKA, "):\n    (await container.get(Tokens)).load('x')  # expect: FAPI109"),
        (DISHKA, "):\n    async with container() as each:\n        tokens = await each.get(Tokens)\n"
         "        tokens.load('x')  # expect: FAPI109"),
        (PUNQ, "):\n    container.resolve(Tokens).load('x')  # expect: FAPI109"),
        (PUNQ, "):\n    for each in container.resolve_all(Tokens):\n"
         "        each.load('x')  # expect: FAPI109"),
        (INJECTOR, "):\n    container.get(Tokens).load('x')  # expect: FAPI109"),
        (INJECTOR, "name: str):\n    container.get(name).load('x')"),
    ],
)  # fmt: skip
def test_what_a_container_gives_is_known(files: ProjectFiles, containers: str, handler: str) -> None:
    routes = f'{HEAD}@router.get("/")\n@inject\nasync def handler({handler}\n'
    files.verify({"stores.py": STORES, "containers.py": containers, "routes.py": routes})


def test_a_class_that_nobody_names_beside_a_protocol_does_not_fit_it(files: ProjectFiles) -> None:
    stores = STORES.replace("self.redis.set(key, value)", "return None").replace("  # expect: FAPI109", "")
    stores = stores.replace('open(key, "w").write(value)', "return None")
    files.verify({"stores.py": stores, "elsewhere.py": ELSEWHERE, "containers.py": PUNQ})


@pytest.mark.parametrize(
    "other",
    [
        "async def save(self, key: str, value: str) -> None:\n        time.sleep(1)  # expect: FAPI101",
        "def save(self, name: str, value: str) -> None:\n        time.sleep(1)",
        "def keep(self, key: str, value: str) -> None:\n        time.sleep(1)",
    ],
)
def test_a_class_with_other_methods_does_not_fit_a_protocol(files: ProjectFiles, other: str) -> None:
    files.verify(
        {
            "stores.py": "import time\nfrom typing import Protocol\n\n\nclass Store(Protocol):\n"
            "    def save(self, key: str, value: str) -> None: ...\n\n\n"
            f"class Other:\n    {other}\n\n\nasync def handler(store: Store):\n    store.save('a', 'b')\n"
        }
    )
