"""Questions about a file's own nodes, after the search for routes has read the file for itself."""

from __future__ import annotations

import ast

from project_files import ProjectFiles

BOARD = """
    from fastapi import FastAPI, Request
    from fastapi.templating import Jinja2Templates

    class Board:
        def __init__(self, folder: str):
            self.templates = Jinja2Templates(directory=folder)

        def mount(self, app: FastAPI):
            title = self.templates
            @app.get("/board")
            async def home(request: Request):
                return self.templates.TemplateResponse("home.html", {"request": request})
"""


def test_nested_functions_are_evaluated_in_the_tree_that_is_asked_about(files: ProjectFiles) -> None:
    """The function around has been looked at, then the file's routes are found in a tree of their own."""
    files.write({"board.py": BOARD})
    module = files.open("board.py")
    (call,) = (each for each in module.index.of_kind(ast.Call) if ast.unparse(each.func).endswith("Response"))
    (title,) = (each for each in module.index.of_kind(ast.Assign) if ast.unparse(each).startswith("title"))
    module.observation.type_of(title.value)
    routing = module.project.routing.table.read(module)
    assert routing is not None
    scopes = [routing.scope_of(each).function for each in routing.index.of_kind(ast.Call)]
    assert "home" in {each.name for each in scopes if each is not None}
    assert module.observation.called(call) == "starlette.templating.Jinja2Templates.TemplateResponse"
