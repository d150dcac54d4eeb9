"""The effective order of middleware, and who answers by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flake8_fastapi.model.middleware.behaviour import answer_of, refuses
from flake8_fastapi.model.middleware.stack import stacks
from flake8_fastapi.model.types import ClassObject

if TYPE_CHECKING:
    from project_files import ProjectFiles

HEAD = """
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import JSONResponse, Response

async def refuse(scope, out):
    await out({"type": "http.response.start", "status": 418})

async def pass_on(app, scope, receive, send):
    await app(scope, receive, send)

class A: ...
class B: ...
class C: ...

"""


def order(files: ProjectFiles, text: str, **others: str) -> list[list[str]]:
    """The names of the middleware of each app, outermost first."""
    files.write({"main.py": HEAD + text, **{f"{name}.py": content for name, content in others.items()}})
    return [[each.name for each in stack.entries] for stack in stacks(files.open("main.py"))]


def test_what_is_added_last_is_outermost(files: ProjectFiles) -> None:
    text = "app = FastAPI(middleware=[Middleware(A), Middleware(B)])\napp.add_middleware(C)\n"
    assert order(files, text) == [["C", "A", "B"]]


def test_helpers_are_followed_where_they_are_called(files: ProjectFiles) -> None:
    text = (
        "from helpers import late\n\ndef early(app: FastAPI):\n    app.add_middleware(A)\n\n"
        "def create():\n    app = FastAPI()\n    late(app)\n    early(app)\n"
        "    app.add_middleware(C)\n    return app\n"
    )
    helpers = "from fastapi import FastAPI\n\ndef late(app: FastAPI):\n    app.add_middleware(print)\n"
    assert order(files, text, helpers=helpers)[0] == ["C", "A", "print"]


def test_methods_and_factories(files: ProjectFiles) -> None:
    text = (
        "class Server:\n    def __init__(self):\n        self.app = FastAPI()\n        self.first()\n"
        "        self.app.add_middleware(B)\n\n    def first(self):\n        self.app.add_middleware(A)\n\n"
        "def create():\n    made = FastAPI()\n    made.add_middleware(A)\n    return made\n\n"
        "app = create()\napp.add_middleware(C)\n"
    )
    assert order(files, text) == [["B", "A"], ["C", "A"]]


def test_lists_that_are_changed_in_front_are_not_known(files: ProjectFiles) -> None:
    text = "entries = [Middleware(A)]\nentries.insert(0, Middleware(B))\napp = FastAPI(middleware=entries)\n"
    assert order(files, text) == [[]]
    text = "entries = [Middleware(A), Middleware(B)]\napp = FastAPI(middleware=entries)\n"
    assert order(files, text) == [["A", "B"]]


def test_exclusive_branches(files: ProjectFiles) -> None:
    text = (
        "import os\n\napp = FastAPI()\nif os.environ:\n    app.add_middleware(A)\nelse:\n"
        "    app.add_middleware(B)\napp.add_middleware(C)\n"
    )
    files.write({"main.py": HEAD + text})
    outer, second, third = stacks(files.open("main.py"))[0].entries
    assert second.excludes(third)
    assert not outer.excludes(second)


DISPATCH = "class M(BaseHTTPMiddleware):\n    async def dispatch(self, request, call_next):\n"
ASGI = "class M:\n    async def __call__(self, scope, receive, send):\n"


@pytest.mark.parametrize(
    ("head", "body", "status"),
    [
        (DISPATCH, "return await call_next(request)", ...),
        (DISPATCH, "response = await call_next(request)\nreturn response", ...),
        (DISPATCH, "response = await call_next(request)\nreturn Response(b'')", ...),
        (DISPATCH, "if request:\n    return JSONResponse({}, 401)\nreturn await call_next(request)", 401),
        (
            DISPATCH,
            "try:\n    return await call_next(request)\nexcept Exception:\n    return Response()",
            None,
        ),
        (
            DISPATCH,
            "answer = Response()\nif not request:\n    answer = await call_next(request)\nreturn answer",
            None,
        ),
        (DISPATCH, "return await self.other(request, call_next)", ...),
        (ASGI, "await self.app(scope, receive, send)", ...),
        (
            ASGI,
            "async def inner(message):\n    await send(message)\nawait self.app(scope, receive, inner)",
            ...,
        ),
        (ASGI, "await JSONResponse({}, status_code=403)(scope, receive, send)", 403),
        (ASGI, "await send({'type': 'http.response.start', 'status': 401})", 401),
        (ASGI, "await send({'type': 'websocket.close'})", ...),
        (ASGI, "await refuse(scope, send)", 418),
        (ASGI, "await pass_on(self.app, scope, receive, send)", ...),
        (ASGI, "await self.app(scope, receive, send=send)", ...),
    ],
)
def test_answers(files: ProjectFiles, head: str, body: str, status: object) -> None:
    lines = "".join(f"        {line}\n" for line in body.split("\n"))
    files.write({"main.py": HEAD + head + lines})
    module = files.open("main.py")
    cls = next(each for each in module.skeleton.classes if each.name == "M")
    answer = answer_of(module.project.interpreter, ClassObject(cls))
    assert (answer.status if answer is not None else ...) == status
    assert refuses(module.project.interpreter, ClassObject(cls)) is (status == 401)


def test_the_guide_s_lines_without_their_imports(files: ProjectFiles) -> None:
    files.codes = ("FAPI601",)
    files.verify(
        {
            "main.py": """
                app.add_middleware(CORSMiddleware, ...)  # expect: FAPI601
                app.add_middleware(RequestLoggingMiddleware)
                app.add_middleware(ErrorHandlingMiddleware)
                app.add_middleware(AuthenticationMiddleware)
            """,
            "other.py": """
                app.add_middleware(AuthenticationMiddleware)
                app.add_middleware(CORSMiddleware, ...)
            """,
        }
    )
