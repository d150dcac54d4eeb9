"""Work behind the response: what takes long, what is detached, what stands in ``Annotated``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from flake8_fastapi.model.annotated import read_annotation
from flake8_fastapi.model.background.detached_work import detached_work
from flake8_fastapi.model.background.long_work import long_work
from flake8_fastapi.model.function_body import FunctionBody
from flake8_fastapi.model.local_names import reads_of, statements_after, value_of
from flake8_fastapi.model.types import FunctionObject

if TYPE_CHECKING:
    from project_files import ProjectFiles

    from flake8_fastapi.model.module import Module


def function(module: Module, name: str) -> FunctionObject:
    """A function of the file's top level."""
    return next(FunctionObject(each) for each in module.skeleton.functions if each.name == name)


def test_metadata_of_annotated_is_found_through_aliases_of_other_files(files: ProjectFiles) -> None:
    files.write(
        {
            "kinds.py": """
                from typing import Annotated
                from fastapi import File as Upload, Path
                Raw = Annotated[bytes, Upload()]
                Named = Annotated[Raw, Path()]
                """,
            "main.py": """
                import kinds
                from kinds import Named
                def f(a: Named, b: kinds.Raw, c: "Named | None", d: int): ...
                """,
        }
    )
    module = files.open("main.py")
    (node,) = module.index.of_kind(ast.FunctionDef)
    found = {
        each.arg: read_annotation(each.annotation, module)
        for each in node.args.args
        if each.annotation is not None
    }
    names = {arg: [mark.name for mark in each.metadata] for arg, each in found.items()}
    assert names == {"a": ["fastapi.File", "fastapi.Path"], "b": ["fastapi.File"], "c": [], "d": []}
    assert found["a"].type.name == found["b"].type.name == "builtins.bytes"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("time.sleep(30)", "a sleep of 30 seconds"),
        ("time.sleep(29)", ""),
        ("time.sleep(LONG)", "a sleep of 99.5 seconds"),
        ("time.sleep(x)", ""),
        ("for _ in range(3): time.sleep(10)", "a sleep of 30 seconds"),
        ("for _ in range(x): time.sleep(10)", ""),
        ("for _ in range(3):\n  time.sleep(10)\n  if x: break", ""),
        ("while True: print(x)", "an endless loop"),
        ("while x: print(x)", ""),
        ("while True:\n  if x: break", ""),
        ("while True:\n  while x: break", "an endless loop"),
        ("while True:\n  for _ in x: return", ""),
        ("while True:\n  try: print(x)\n  except ValueError: raise", ""),
        ("while True:\n  def g(): return x\n  g()", "an endless loop"),
        ("helper()", "a sleep of 60 seconds"),
        ("xgboost.train({}, x)", "the training of a model"),
        ("transformers.Trainer(x).train()", "the training of a model"),
        ("ultralytics.YOLO(x).train(epochs=3)", "the training of a model"),
        ("lightning.Trainer().fit(x)", "the training of a model"),
        ("sklearn.model_selection.GridSearchCV(x, {}).fit(x)", "the training of a model"),
        ("ffmpeg.run(x)", "transcoding with ffmpeg"),
        ("subprocess.check_call(('/usr/bin/ffmpeg', '-i', x))", "transcoding with ffmpeg"),
        ("subprocess.check_call(('ls', x))", ""),
        ("print(helper)", ""),
    ],
)
def test_reasons_for_long_work(files: ProjectFiles, body: str, reason: str) -> None:
    lines = "\n".join(f"  {line}" for line in body.splitlines())
    imports = (
        "ffmpeg, lightning, sklearn.model_selection, subprocess, time, transformers, ultralytics, xgboost"
    )
    head = f"import {imports}\nLONG = 99.5\ndef helper(): time.sleep(60)\n"
    (files.root / "work.py").write_text(f"{head}def task(x):\n{lines}\n")
    module = files.open("work.py")
    found = long_work(module.project.interpreter, function(module, "task"))
    assert (found.reason if found is not None else "") == reason


def test_a_body_of_another_file_knows_its_types(files: ProjectFiles) -> None:
    files.write({"other.py": "import asyncio\nLONG = 90.0\nasync def f(x):\n    await asyncio.sleep(LONG)\n"})
    other = files.project.module_at(str((files.root / "other.py").resolve()))
    body = FunctionBody(files.project.interpreter, function(other, "f"))
    (call,) = body.calls()
    assert body.called(call) == "asyncio.sleep"
    assert body.constant(call.args[0]) == 90.0
    assert [type(each) for each in body.ancestors(call)] == [ast.Await, ast.Expr]


@pytest.mark.parametrize(
    ("statements", "is_detached"),
    [
        ("asyncio.create_task(g(x))", True),
        ("t = asyncio.create_task(g(x))", True),
        ("t = asyncio.create_task(g(x))\n    KEPT.add(t)\n    t.add_done_callback(KEPT.discard)", True),
        ("KEPT.add(asyncio.create_task(g(x)))", True),
        ("t = asyncio.create_task(g(x))\n    await t", False),
        ("t = asyncio.create_task(g(x))\n    t.cancel()", False),
        ("own = set()\n    own.add(asyncio.create_task(g(x)))\n    await asyncio.wait(own)", False),
        ("await asyncio.create_task(g(x))", False),
        ("return asyncio.create_task(g(x))", False),
    ],
)
def test_tasks_are_detached_when_nobody_waits(
    files: ProjectFiles, statements: str, is_detached: bool
) -> None:
    text = "import asyncio\nKEPT = set()\nasync def g(x): ...\n"
    (files.root / "work.py").write_text(f"{text}async def f(x):\n    {statements}\n")
    assert bool(list(detached_work(files.open("work.py")))) is is_detached


def test_what_runs_next(files: ProjectFiles) -> None:
    text = """
        def f(x):
            if x:
                with x:
                    first()
                    second()
            try:
                third()
            finally:
                fourth()
            for _ in x:
                fifth()
            return x
        """
    files.write({"work.py": text})
    module = files.open("work.py")

    def after(name: str) -> list[str]:
        call = next(each for each in module.index.of_kind(ast.Call) if ast.unparse(each.func) == name)
        statement = module.index.statement_of(call)
        assert statement is not None
        return [ast.unparse(each).split("\n")[0] for each in statements_after(module.index, statement)]

    assert after("first") == ["second()", "try:", "for _ in x:", "return x"]
    assert after("third") == ["fourth()", "for _ in x:", "return x"]
    assert after("fifth") == []


def test_names_of_a_function(files: ProjectFiles) -> None:
    text = """
        def f(x, y):
            a = g(x)
            def inner():
                return a
            b = 1
            b = 2
            y = 3
            return a, b
        a = 5
        """
    files.write({"work.py": text})
    index = files.open("work.py").index
    outer = index.of_kind(ast.FunctionDef)[0]
    assert [each.lineno for each in reads_of(index, outer, "a")] == [5, 9]
    value = value_of(index, outer, "a")
    assert value is not None
    assert ast.unparse(value) == "g(x)"
    assert value_of(index, outer, "b") is None
    assert value_of(index, outer, "y") is None


SESSION_IN_TASK = """
    from fastapi import BackgroundTasks, Depends, FastAPI
    from sqlalchemy.orm import Session

    app = FastAPI()

    def get_db():
        db = Session()
        try:
            yield db
        finally:
            db.close()

    def work(db: Session) -> None: ...

    @app.get("/")
    def read(tasks: BackgroundTasks, db: Session = Depends(get_db{scope})) -> None:
        tasks.add_task(work, db)
    """


@pytest.mark.parametrize(
    ("version", "scope", "says"),
    [
        ("0.165.0", "", "db keeps its connection until the background task has ended"),
        ("0.118.0", "", "db keeps its connection until the background task has ended"),
        ("0.117.1", "", "db is closed before the background task runs"),
        ("0.106.0", "", "db is closed before the background task runs"),
        ("0.105.0", "", "db keeps its connection until the background task has ended"),
        ("0.165.0", ', scope="function"', "db is closed before the background task runs"),
    ],
)
def test_what_becomes_of_a_session_depends_on_the_version(
    files: ProjectFiles, version: str, scope: str, says: str
) -> None:
    files.write({"main.py": SESSION_IN_TASK.replace("{scope}", scope)})
    (files.root / "requirements.txt").write_text(f"fastapi=={version}\n")
    files.codes = ("FAPI403",)
    found = [each.message for each in files.check("main.py") if each.code == "FAPI403"]
    assert [message.partition(":")[0] for message in found] == [says]
