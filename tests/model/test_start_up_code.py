"""Coroutines that run while no requests are served may block."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

HEAD = """
import asyncio
import time
from contextlib import asynccontextmanager
from fastapi import APIRouter, FastAPI

"""


@pytest.mark.parametrize(
    "text",
    [
        "@asynccontextmanager\nasync def lifespan(app: FastAPI):\n    time.sleep(1)\n    yield\n",
        "@asynccontextmanager\nasync def anything(app: FastAPI):\n    await prepare()\n    yield\n\n"
        "async def prepare():\n    time.sleep(1)\n",
        "@asynccontextmanager\nasync def inner(app: FastAPI, resources):\n    yield\n    await stop()\n\n"
        "async def stop():\n    time.sleep(1)\n",
        "@asynccontextmanager\nasync def named(application):\n    time.sleep(1)\n    yield\n\n"
        "app = FastAPI(lifespan=named)\n",
        "async def bare(app):\n    time.sleep(1)\n    yield\n\napp = FastAPI(lifespan=bare)\n",
        "app = FastAPI()\n\n@app.on_event('startup')\nasync def start():\n    time.sleep(1)\n",
        "router = APIRouter()\n\n@router.on_event('shutdown')\nasync def stop():\n    time.sleep(1)\n",
        "async def start():\n    time.sleep(1)\n\napp = FastAPI(on_startup=[start])\n",
        "app = FastAPI()\n\nasync def start():\n    time.sleep(1)\n\n"
        "app.add_event_handler('startup', start)\n",
        "async def main():\n    time.sleep(1)\n\nasyncio.run(main())\n",
        "async def main():\n    await inner()\n\nasync def inner():\n    time.sleep(1)\n\n"
        "asyncio.run(main())\n",
        "async def main():\n    time.sleep(1)\n\nasyncio.get_event_loop().run_until_complete(main())\n",
        "def serve():\n    from contextlib import asynccontextmanager as manager\n"
        "    from fastapi import FastAPI as App\n\n    @manager\n    async def lifespan(app: App):\n"
        "        time.sleep(1)\n        yield\n\n    return App(lifespan=lifespan)\n",
        "def command():\n    async def work():\n        time.sleep(1)\n\n    return asyncio.run(work())\n",
        "async def main():\n    task = asyncio.create_task(inner())\n    await task\n\n"
        "async def inner():\n    time.sleep(1)\n\nasyncio.run(main())\n",
        "async def main():\n    async with entered():\n        await asyncio.gather(inner())\n\n"
        "@asynccontextmanager\nasync def entered():\n    time.sleep(1)\n    yield\n\n"
        "async def inner():\n    time.sleep(1)\n\nasyncio.run(main())\n",
        "def check():\n    async def work():\n        time.sleep(1)\n\n    loop = asyncio.new_event_loop()\n"
        "    runner = Runner(loop)\n    return runner.call(work())\n",
        "async def main():\n    await asyncio.gather(\n        inner(\n            1,\n        )\n    )\n\n"
        "async def inner(seconds):\n    time.sleep(seconds)\n\nasyncio.run(main())\n",
        "from rq.decorators import job\n\n@job('low')\nasync def work():\n    await inner()\n\n"
        "async def inner():\n    time.sleep(1)\n",
    ],
)
def test_start_up_code_may_block(files: ProjectFiles, text: str) -> None:
    files.verify({"main.py": HEAD + text})


@pytest.mark.parametrize(
    "text",
    [
        "async def main():\n    asyncio.create_task(inner())  # expect: FAPI115\n"
        "    await uvicorn.Server(config).serve()\n\n"
        "async def inner():\n    time.sleep(1)  # expect: FAPI101\n\nasyncio.run(main())\n",
        "@asynccontextmanager\nasync def lifespan(app: FastAPI):\n"
        "    task = asyncio.create_task(inner())\n    yield\n    task.cancel()\n\n"
        "async def inner():\n    time.sleep(1)  # expect: FAPI101\n",
        "async def main():\n    await inner(1)\n\nasync def inner(seconds):\n"
        "    time.sleep(seconds)  # expect: FAPI101\n\nasyncio.run(main())\n\n"
        "async def handler():\n    await asyncio.gather(\n        inner(\n            1,\n        )\n    )\n",
        "def make():\n    async def work():\n        time.sleep(1)  # expect: FAPI101\n\n"
        "    loop = asyncio.new_event_loop()\n    return work, loop\n",
    ],
)
def test_what_a_server_runs_as_well_must_not_block(files: ProjectFiles, text: str) -> None:
    files.verify({"main.py": HEAD + text})


def test_a_nested_coroutine_that_is_awaited_as_well(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": HEAD + "async def handler(wait):\n    async def work():\n"
            "        time.sleep(1)  # expect: FAPI101\n\n"
            "    if wait:\n        await work()\n    else:\n        asyncio.run(work())  # expect: FAPI112\n"
        }
    )


def test_start_up_code_is_known_across_files(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": HEAD + "from loading import load_models, shared\n\n@asynccontextmanager\n"
            "async def lifespan(app: FastAPI):\n"
            "    await load_models()\n    await shared()\n    yield\n",
            "loading.py": """
                import time

                async def load_models():
                    time.sleep(1)
                    await deeper()

                async def deeper():
                    time.sleep(1)

                async def shared():
                    time.sleep(1)  # expect: FAPI101

                async def unrelated():
                    time.sleep(1)  # expect: FAPI101
            """,
            "api.py": "from loading import shared\n\nasync def handler():\n    await shared()\n",
        }
    )


def test_files_of_tests_are_left_alone(files: ProjectFiles) -> None:
    text = "import time\n\nasync def test_it():\n    time.sleep(1)\n"
    marked = text.replace("(1)", "(1)  # expect: FAPI101")
    files.verify(
        {
            "tests/test_api.py": text,
            "test_root.py": text,
            "pkg/api_test.py": text,
            "conftest.py": text,
            "tests/helpers/deep.py": text,
            "latest/api.py": marked,
            "testimony.py": marked,
        }
    )


def test_a_project_without_the_framework_is_left_alone(files: ProjectFiles) -> None:
    (files.root / "application.py").write_text("# neither fast nor an API\n")
    text = "import time\n\nasync def handler():\n    time.sleep(1)\n"
    files.verify({"main.py": text})
    files.write({"other.py": "    # import fastapi\ntext = 'import fastapi'\n"})
    assert files.check_all(["main.py"]) == []
    files.write({"other.py": "def late():\n    from starlette import requests\n"})
    assert [each.code for _, each in files.check_all(["main.py"])] == ["FAPI101"]


def test_the_survey_finds_mentions_and_classes(files: ProjectFiles) -> None:
    files.write(
        {
            "a.py": "class Base: ...\nclass Left(Base): ...  # Base\nx = Base()  \n# Base\nBaseline = 1\n",
            "b.py": "import a\nclass Right(\n    a.Base,\n    object,\n): ...\n"
            "class Baseless(Baseline): ...\n",
            "tests/c.py": "from a import Base\nclass Fake(Base): ...\n",
        }
    )
    survey = files.project.survey
    found = [(path.rpartition("/")[2], line) for path, line, _ in survey.mentions("Base")]
    assert found == [("a.py", 1), ("a.py", 2), ("a.py", 3), ("b.py", 3), ("c.py", 1), ("c.py", 2)]
    assert [each.full_name for each in survey.classes_naming("Base")] == ["a.Left", "b.Right"]


def test_methods_behind_a_lifespan(files: ProjectFiles) -> None:
    """The start-up code calls a method of a global, which calls another one."""
    files.verify(
        {
            "main.py": """
                from contextlib import asynccontextmanager
                from fastapi import FastAPI
                from deps import open_database

                @asynccontextmanager
                async def lifespan(app: FastAPI):
                    await open_database()
                    yield

                app = FastAPI(lifespan=lifespan)
            """,
            "deps.py": """
                from database import Database

                database = None

                async def open_database():
                    global database
                    database = Database()
                    await database.import_all()
            """,
            "database.py": """
                import time

                class Database:
                    async def import_all(self):
                        await self.import_one()

                    async def import_one(self):
                        time.sleep(1)

                    async def export(self):
                        time.sleep(1)  # expect: FAPI101
            """,
        }
    )


def test_commands_that_a_decorator_runs_in_a_loop(files: ProjectFiles) -> None:
    files.verify(
        {
            "commands.py": """
                import asyncio
                import functools
                import time

                def in_loop(function):
                    @functools.wraps(function)
                    def wrapper(*arguments):
                        return asyncio.run(function(*arguments))
                    return wrapper

                def as_it_is(function):
                    return function

                @in_loop
                async def install():
                    time.sleep(1)

                @as_it_is
                async def serve():
                    time.sleep(1)  # expect: FAPI101
            """,
        }
    )


def test_questions_at_a_terminal(files: ProjectFiles) -> None:
    """Only what FastAPI calls can make a request wait for the keyboard."""
    files.verify(
        {
            "main.py": """
                from fastapi import FastAPI

                app = FastAPI()

                class Tool:
                    async def ask(self):
                        return input("which? ")

                @app.get("/ask")
                async def ask():
                    return input("which? ")  # expect: FAPI111
            """,
        }
    )


def test_a_lifespan_inside_of_a_factory(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import time
                from contextlib import asynccontextmanager
                from fastapi import FastAPI

                async def prepare():
                    time.sleep(1)

                async def answer():
                    time.sleep(1)  # expect: FAPI101

                def create_app():
                    @asynccontextmanager
                    async def lifespan(app: FastAPI):
                        await prepare()
                        yield

                    app = FastAPI(lifespan=lifespan)

                    @app.get("/")
                    async def read():
                        return await answer()

                    return app
            """,
        }
    )


def test_a_coroutine_beside_a_nested_lifespan(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import time
                from contextlib import asynccontextmanager
                from fastapi import FastAPI

                def create_app():
                    @asynccontextmanager
                    async def lifespan(app: FastAPI):
                        try:
                            await start()
                            yield
                        finally:
                            await both()

                    app = FastAPI(lifespan=lifespan)

                    @app.get("/")
                    async def read():
                        await both()

                    async def start():
                        time.sleep(1)

                    async def both():
                        time.sleep(1)  # expect: FAPI101

                    return app
            """,
        }
    )


def test_overrides_that_a_worker_runs_in_loops_of_their_own(files: ProjectFiles) -> None:
    readers = {
        f"readers/{name}.py": f"""
            import time
            from readers.base import Reader

            class {name.title()}(Reader):
                async def read(self, url):
                    time.sleep(1)
                    return await self.fetch(url)
        """
        for name in ("text", "image", "sound", "video")
    }
    files.verify(
        {
            **readers,
            "readers/base.py": """
                import time
                from abc import ABC, abstractmethod

                class Reader(ABC):
                    @abstractmethod
                    async def read(self, url): ...

                    async def fetch(self, url):
                        time.sleep(1)

                    async def used_by_both(self):
                        time.sleep(1)  # expect: FAPI101
            """,
            "worker.py": """
                import asyncio
                import threading
                from concurrent.futures import ThreadPoolExecutor
                from readers.base import Reader

                def work(reader: Reader, url: str):
                    with ThreadPoolExecutor() as pool:
                        pool.submit(
                            asyncio.run, reader.read(url)
                        ).result()
                    threading.Thread(target=asyncio.run, args=(reader.used_by_both(),)).start()
                    return asyncio.run(reader.read(url))
            """,
            "main.py": """
                from fastapi import FastAPI
                from readers.base import Reader
                from readers.text import Text

                app = FastAPI()

                @app.get("/")
                async def read():
                    await Text().used_by_both()
            """,
        }
    )


def test_tasks_of_a_worker_define_what_they_run(files: ProjectFiles) -> None:
    files.verify(
        {
            "tasks.py": """
                import asyncio
                import time
                from celery import Celery
                from fastapi import FastAPI

                worker = Celery()
                app = FastAPI()

                @worker.task
                def first():
                    async def run():
                        time.sleep(1)

                    return asyncio.run(run())

                @worker.task
                def second():
                    async def run():
                        async def told(message):
                            time.sleep(1)

                        await listen(told)

                    return asyncio.run(run())

                async def listen(listener): ...

                def third():
                    async def run():
                        time.sleep(1)  # expect: FAPI101

                    return run

                @app.get("/")
                async def read():
                    return await third()()
            """,
        }
    )


def test_what_a_factory_of_applications_defines_is_no_start_up_code(files: ProjectFiles) -> None:
    """Although only a command calls the factory."""
    files.verify(
        {
            "service.py": """
                import time

                class Service:
                    async def work(self):
                        time.sleep(1)  # expect: FAPI101

                    async def work_long(self):
                        time.sleep(1)  # expect: FAPI101

                    async def work_twice(self):
                        time.sleep(1)  # expect: FAPI101

                    async def prepare(self):
                        time.sleep(1)

                    async def make_once(self):
                        time.sleep(1)

                class Other:
                    async def work(self):
                        time.sleep(1)  # expect: FAPI101

                    async def prepare(self):
                        time.sleep(1)  # expect: FAPI101
            """,
            "main.py": '''
                import asyncio
                from contextlib import asynccontextmanager
                import typer
                import uvicorn
                from fastapi import FastAPI
                from service import Other, Service

                cli = typer.Typer()

                def create_app():
                    service = Service()

                    @asynccontextmanager
                    async def lifespan(app: FastAPI):
                        await Service().prepare()
                        yield

                    app = FastAPI(lifespan=lifespan)

                    @app.get("/")
                    async def read():
                        return await service.work()

                    @app.get("/long")
                    async def read_long(
                        pages: int,
                        rows: int,
                    ):
                        await Other().prepare()
                        await (
                            service
                            .work_twice()
                        )
                        names = (
                            "make_once"
                            .prepare()
                        )
                        return await service.work_long()

                    return app

                @cli.command()
                def serve():
                    uvicorn.run(create_app())

                @cli.command()
                def make():
                    """Make the main thing."""
                    async def main():
                        await Service().make_once()
                        await Service().work_twice()

                    name = "this"
                    print(f"the main thing is {name}")
                    asyncio.run(main())
            ''',
        }
    )


JOBS = [
    "    return asyncio.run(Service().work())",
    "    return asyncio.run(services(1, kind(2))[0].work())",
    "    return asyncio.run(asyncio.wait_for(Service().work(), 10))",
    "    return asyncio.get_event_loop().run_until_complete(Service().work())",
    "    return async_to_sync(Service().work)()",
    "    threading.Thread(target=asyncio.run, args=(Service().work(),)).start()",
    "    return in_loop(Service().work())",
    "    async def main():\n        service = Service()\n        return await service.work()\n"
    "    return asyncio.run(main())",
    "    async def main():\n        return await asyncio.gather(*(Service().work() for _ in range(3)))\n"
    "    return asyncio.run(main())",
]


@pytest.mark.parametrize("is_served", [False, True])
@pytest.mark.parametrize("job", JOBS)
def test_jobs_of_a_worker_beside_an_application(files: ProjectFiles, job: str, is_served: bool) -> None:
    expected = "  # expect: FAPI101" if is_served else ""
    service = "import time\n\nclass Service:\n    async def work(self):\n        time.sleep(1)" + expected
    tasks = (
        "import asyncio\nimport threading\nfrom asgiref.sync import async_to_sync\n"
        "from service import Service\n\ndef in_loop(coroutine):\n    loop = asyncio.new_event_loop()\n"
        f"    return loop.run_until_complete(coroutine)\n\ndef job():\n{job}\n"
    )
    main = "from fastapi import FastAPI\nfrom service import Service\n\napp = FastAPI()\n\n"
    if is_served:
        main += '@app.get("/")\nasync def read():\n    return await Service().work()\n'
    files.verify({"service.py": service + "\n", "tasks.py": tasks, "main.py": main})


def test_functions_beside_a_nested_lifespan_call_each_other(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import asyncio
                import time
                from contextlib import asynccontextmanager
                from fastapi import FastAPI
                from workers import Worker

                def create_app():
                    worker = Worker()

                    async def start_all():
                        await load()
                        asyncio.create_task(go_on())  # expect: FAPI115

                    async def load():
                        time.sleep(1)

                    async def go_on():
                        time.sleep(1)  # expect: FAPI101

                    async def stop_all():
                        await worker.stop()

                    async def both():
                        time.sleep(1)  # expect: FAPI101

                    @asynccontextmanager
                    async def lifespan(app: FastAPI):
                        await start_all()
                        await both()
                        yield
                        await stop_all()

                    app = FastAPI(lifespan=lifespan)

                    @app.get("/")
                    async def read():
                        await both()

                    return app
            """,
            "workers.py": """
                import threading

                class Worker:
                    def __init__(self):
                        self.thread = threading.Thread(target=print)

                    async def stop(self):
                        self.thread.join()
            """,
        }
    )


def test_a_function_that_is_only_exported_is_no_caller(files: ProjectFiles) -> None:
    files.verify(
        {
            "service/__init__.py": """
                from service.start import start, start_service

                __all__ = ["start", "start_service"]
            """,
            "service/start.py": """
                import time

                async def start():
                    time.sleep(1)

                async def start_service():
                    "An older name."
                    await start()

                async def only_exported():
                    time.sleep(1)  # expect: FAPI101

                async def only_called_by_what_is_not_known(scope, receive, send):
                    await only_exported()
            """,
            "main.py": """
                from contextlib import asynccontextmanager
                from fastapi import FastAPI
                from service import start

                @asynccontextmanager
                async def lifespan(app: FastAPI):
                    await start()
                    yield

                app = FastAPI(lifespan=lifespan)
            """,
        }
    )


def test_start_up_code_that_functions_import(files: ProjectFiles) -> None:
    """Three modules have a coroutine of the same name, and functions import them under other names."""
    files.verify(
        {
            "first.py": """
                import time

                async def main():
                    time.sleep(1)
            """,
            "second.py": """
                import time

                async def main():
                    time.sleep(1)
            """,
            "third.py": """
                import time

                async def main():
                    time.sleep(1)  # expect: FAPI101
            """,
            "app.py": """
                import asyncio
                from contextlib import asynccontextmanager
                from fastapi import FastAPI

                @asynccontextmanager
                async def lifespan(app: FastAPI):
                    from first import main as prepare

                    await prepare()
                    yield

                app = FastAPI(lifespan=lifespan)

                @app.get("/")
                async def read():
                    from third import main

                    await main()
            """,
            "tool.py": """
                import asyncio

                def run():
                    import second

                    asyncio.run(second.main())
            """,
        }
    )


def test_a_context_manager_that_start_up_code_enters(files: ProjectFiles) -> None:
    files.verify(
        {
            "servers.py": """
                import time

                class Server:
                    async def __aenter__(self):
                        time.sleep(1)

                    async def __aexit__(self, *error):
                        time.sleep(1)

                    async def answer(self):
                        time.sleep(1)  # expect: FAPI101

                class Lease:
                    async def __aenter__(self):
                        time.sleep(1)  # expect: FAPI101

                    async def __aexit__(self, *error):
                        pass
            """,
            "main.py": """
                from contextlib import AsyncExitStack, asynccontextmanager
                from fastapi import FastAPI
                from servers import Lease, Server

                @asynccontextmanager
                async def lifespan(app: FastAPI):
                    async with AsyncExitStack() as stack:
                        server = Server()
                        await stack.enter_async_context(server)
                        async with Lease():
                            pass
                        yield

                app = FastAPI(lifespan=lifespan)

                @app.get("/")
                async def read():
                    async with Lease():
                        return {}
            """,
        }
    )


def test_coroutines_handed_to_a_function_that_runs_them(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import asyncio
                import time

                def in_loop(coroutine):
                    return asyncio.run(coroutine)

                class Upload:
                    def publish(self):
                        in_loop(
                            self._publish(
                                1,
                            )
                        )

                    async def _publish(self, number):
                        time.sleep(1)

                    async def publish_later(self):
                        time.sleep(1)  # expect: FAPI101
            """,
        }
    )


PROGRAM = """
    import asyncio
    import time
    {imports}

    class Tool:
        async def run(self):
            time.sleep(1){expected}

    {extra}

    async def main():
        await Tool().run()

    if __name__ == "__main__":
        asyncio.run(main())
"""


@pytest.mark.parametrize(
    ("imports", "extra", "is_silent"),
    [
        ("", "", True),
        ("import uvicorn", "", True),
        ("import uvicorn", "async def beside():\n        await Tool().run()", False),
        ("", "started = Tool.run", False),
    ],
)
def test_methods_of_a_program_that_serves_nothing(
    files: ProjectFiles, imports: str, extra: str, is_silent: bool
) -> None:
    expected = "" if is_silent else "  # expect: FAPI101"
    text = PROGRAM.format(imports=imports, extra=extra, expected=expected)
    other = (
        "import time\n\n\nclass Worker:\n    async def run(self):\n        time.sleep(1)  # expect: FAPI101\n"
    )
    files.verify({"tool.py": text, "other.py": other})


def test_a_program_that_others_import(files: ProjectFiles) -> None:
    text = PROGRAM.format(imports="", extra="", expected="  # expect: FAPI101")
    files.verify(
        {"tool.py": text, "main.py": "from tool import Tool\n\n\nasync def work():\n    await Tool().run()\n"}
    )


def test_what_a_decorator_says_in_its_docstring(files: ProjectFiles) -> None:
    """An example with ``asyncio.run`` does not make a decorator one that runs a loop."""
    files.verify(
        {
            "main.py": '''
                import functools
                import time
                from fastapi import FastAPI

                app = FastAPI()

                def permitted(function):
                    """Check permissions.

                    >>> asyncio.run(permitted(read)())
                    """
                    @functools.wraps(function)
                    async def wrapper(*arguments, **keywords):
                        return await function(*arguments, **keywords)

                    return wrapper

                @app.get("/")
                @permitted
                async def read():
                    time.sleep(1)  # expect: FAPI101
            ''',
        }
    )


def test_a_name_in_a_text_is_no_mention(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": """
                import asyncio
                import time

                JOURNAL = "upgrade.json"

                async def upgrade():
                    time.sleep(1)

                asyncio.run(upgrade())
            """,
        }
    )


@pytest.mark.parametrize(
    "call",
    [
        "asyncio.gather(consume(), serve())",
        "asyncio.gather(\n        serve(),\n        consume(),\n    )",
        "asyncio.gather(server.serve(), consume())",
    ],
)
def test_what_is_gathered_with_a_server_runs_while_it_serves(files: ProjectFiles, call: str) -> None:
    files.verify(
        {
            "main.py": "import asyncio\nimport time\n\nimport uvicorn\n\n"
            'server = uvicorn.Server(uvicorn.Config("application:app"))\n\n\n'
            "async def serve():\n    await server.serve()\n\n\n"
            "async def consume():\n    time.sleep(1)  # expect: FAPI101\n\n\n"
            f"async def main():\n    await {call}\n\n\n"
            'if __name__ == "__main__":\n    asyncio.run(main())\n'
        }
    )


def test_what_is_gathered_before_a_server_starts_may_block(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": HEAD + "@asynccontextmanager\nasync def lifespan(app: FastAPI):\n"
            "    await asyncio.gather(prepare(), prepare())\n    yield\n\n"
            "async def prepare():\n    time.sleep(1)\n"
        }
    )


def test_what_start_up_calls_to_be_repeated_goes_on(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": HEAD + "from fastapi_utils.tasks import repeat_every\n\napp = FastAPI()\n\n"
            "@app.on_event('startup')\n@repeat_every(seconds=60)\nasync def work():\n"
            "    time.sleep(1)  # expect: FAPI101\n\n"
            "@app.on_event('startup')\nasync def prepare():\n    time.sleep(1)\n"
        }
    )
