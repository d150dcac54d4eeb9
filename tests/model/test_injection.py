"""Containers of ``dependency_injector``, protocols, and abstract classes whose subclass is given a client."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

FILES = {
    "database.py": """
        from contextlib import contextmanager

        from sqlalchemy import create_engine
        from sqlalchemy.orm import sessionmaker


        class Database:
            def __init__(self, url: str) -> None:
                self._factory = sessionmaker(bind=create_engine(url))

            @contextmanager
            def session(self):
                session = self._factory()
                try:
                    yield session
                finally:
                    session.close()
    """,
    "users.py": """
        from abc import ABC, abstractmethod
        from typing import Protocol

        import requests


        class Repository(ABC):
            @abstractmethod
            def get(self, key): ...


        class Notifier(Protocol):
            def notify(self, text: str) -> None: ...


        class Slack:
            def notify(self, text: str) -> None:
                requests.post("https://example.com", json={"text": text})


        class Users(Repository):
            def __init__(self, session_factory):
                self.session_factory = session_factory

            def get(self, key):
                with self.session_factory() as session:
                    return session.get(object, key)

            async def load(self, key):
                with self.session_factory() as session:
                    return session.get(object, key)  # expect: FAPI104


        class Service:
            def __init__(self, users: Repository, notifier: Notifier):
                self.users = users
                self.notifier = notifier

            def get(self, key):
                return self.users.get(key)

            async def create(self, key):
                self.notifier.notify(key)  # expect: FAPI109
                return self.users.get(key)  # expect: FAPI109
    """,
    "containers.py": """
        import redis
        from dependency_injector import containers, providers

        from database import Database
        from users import Service, Slack, Users


        class Storage(containers.DeclarativeContainer):
            database = providers.Singleton(Database, url="sqlite://")


        class Container(containers.DeclarativeContainer):
            config = providers.Configuration()
            storage = providers.Container(Storage)
            database = providers.Singleton(Database, url="sqlite://")
            users = providers.Factory(Users, session_factory=database.provided.session)
            notifier = providers.Singleton(Slack)
            service = providers.Factory(Service, users=users, notifier=notifier)
            redis = providers.Singleton(redis.Redis.from_url, config.redis)
            either = providers.Selector(config.kind, one=users, other=providers.Factory(Slack))
            told = providers.Factory(Service, users=users, notifier=either)
    """,
}

HEAD = """
from typing import Annotated

from dependency_injector.wiring import Provide, inject
from fastapi import APIRouter, Depends

from containers import Container
from users import Repository, Service, Users

router = APIRouter()
container = Container()


"""


@pytest.mark.parametrize(
    "handler",
    [
        "service: Service = Depends(Provide[Container.service])):\n    service.get(1)  # expect: FAPI109",
        "service=Depends(Provide[Container.service])):\n    service.get(1)  # expect: FAPI109",
        "service: Annotated[Service, Depends(Provide[Container.service])]):\n"
        "    service.get(1)  # expect: FAPI109",
        "service: Service = Depends(Provide['service'])):\n    service.get(1)  # expect: FAPI109",
        "service: Service = Provide[Container.service]):\n    service.get(1)  # expect: FAPI109",
        "):\n    container.service().get(1)  # expect: FAPI109",
        "):\n    Container.users().get(1)  # expect: FAPI109",
        "):\n    with container.storage.database().session() as session:\n"
        "        session.get(object, 1)  # expect: FAPI104",
        "service: Service = Depends(Provide[Container.service])):\n    await service.create(1)",
        "cache=Depends(Provide[Container.redis])):\n    cache.get('key')  # expect: FAPI103",
        "):\n    container.either().notify('text')  # expect: FAPI109",
        "told: Service = Depends(Provide[Container.told])):\n    told.notifier.notify('')  # expect: FAPI109",
        "config=Depends(Provide[Container.config.url])):\n    config.get(1)",
        "):\n    container.service",
    ],
)
def test_what_a_provider_makes_is_known(files: ProjectFiles, handler: str) -> None:
    routes = f'{HEAD}@router.get("/")\n@inject\nasync def handler({handler}\n'
    files.verify({**FILES, "routes.py": routes})


def test_callers_of_context_managers_are_asked_once(files: ProjectFiles) -> None:
    files.verify(
        {
            "transactions.py": """
                from contextlib import asynccontextmanager

                from sqlalchemy.orm import Session


                @asynccontextmanager
                async def transaction(db):
                    yield db
                    db.commit()  # expect: FAPI104


                async def handler(db: Session):
                    async with transaction(db) as inner:
                        inner.get(object, 1)  # expect: FAPI104
            """
        }
    )
