"""Forms of the rules' fixes that the examples do not show: what is refused, and what is unsafe."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixing import fix

from flake8_fastapi.rules.production.settings_class_config import REMOVED, RENAMED


def fixed(folder: Path, text: str, *, name: str = "main.py", unsafe: bool = True) -> str:
    """What the fixes of all default rules make of a file of a project of its own."""
    (folder / "pyproject.toml").touch()
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return fix(text, path, unsafe=unsafe).text


WORKER = 'worker_class = "uvicorn.workers.UvicornWorker"\n'


def test_the_worker_of_a_package_that_may_be_missing_is_no_safe_fix(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("from fastapi import FastAPI\n", encoding="utf-8")
    assert fixed(tmp_path, WORKER, name="gunicorn.conf.py", unsafe=False) == WORKER
    assert "uvicorn_worker" in fixed(tmp_path, WORKER, name="gunicorn.conf.py")


def test_the_worker_of_a_required_package_is_a_safe_fix(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("from fastapi import FastAPI\n", encoding="utf-8")
    (tmp_path / "requirements.txt").write_text("Uvicorn_Worker>=0.3\n", encoding="utf-8")
    after = fixed(tmp_path, WORKER, name="gunicorn.conf.py", unsafe=False)
    assert after == 'worker_class = "uvicorn_worker.UvicornWorker"\n'


MODEL = """\
from fastapi import FastAPI
from pydantic import BaseModel

LIMIT = 3
app = FastAPI()


class Item(BaseModel):
    name: str

    class Config:
{keys}
"""


@pytest.mark.parametrize(
    ("keys", "call"),
    [
        ("orm_mode = True", "ConfigDict(from_attributes=True)"),
        (
            '"""Why."""\n        title = "Item"\n        extra = "forbid"',
            'ConfigDict(title="Item", extra="forbid")',
        ),
        ("pass", "ConfigDict()"),
        ("max_anystr_length: int = LIMIT", "ConfigDict(str_max_length=LIMIT)"),
        (
            'json_schema_extra = {\n            "example": {},\n        }',
            'ConfigDict(\n        json_schema_extra={\n            "example": {},\n        },\n    )',
        ),
    ],
)  # fmt: skip
def test_config_becomes_an_assignment(tmp_path: Path, keys: str, call: str) -> None:
    after = fixed(tmp_path, MODEL.format(keys=f"        {keys}"), unsafe=False)
    assert f"    model_config = {call}\n" in after
    assert "from pydantic import BaseModel, ConfigDict\n" in after
    assert "class Config" not in after


@pytest.mark.parametrize(
    "keys",
    [
        "orm_mode = True  # for the database",
        "smart_union = True",
        "title = LIMIT\n        extra = title",
        "title = name",
        "def f(self): ...",
        "frozen = extra = True",
    ],
)
def test_config_that_is_more_than_keys_stays(tmp_path: Path, keys: str) -> None:
    text = MODEL.format(keys=f"        {keys}")
    assert fixed(tmp_path, text) == text


def test_the_keys_are_those_of_the_real_pydantic() -> None:
    config = pytest.importorskip("pydantic._internal._config")
    assert config.V2_REMOVED_KEYS == REMOVED
    assert config.V2_RENAMED_KEYS == RENAMED


ROUTE = """\
from fastapi import FastAPI
from starlette.responses import PlainTextResponse

app = FastAPI()


@app.route({arguments})
async def read_root({parameters}):
    return PlainTextResponse("")
"""


@pytest.mark.parametrize(
    ("arguments", "parameters", "decorator", "signature"),
    [
        ('"/"', "request", 'get("/")', "request: Request"),
        ('"/", ["POST"]', "request", None, None),
        ('"/", methods=["POST"]', "request", 'post("/")', "request: Request"),
        ('"/", methods=["GET", "POST"]', "request", None, None),
        ('path="/", name="root", methods=("PUT",)', "r", 'put(path="/", name="root")', "r: Request"),
        ('"/"', "request, more=1", None, None),
    ],
)
def test_a_removed_decorator_becomes_that_of_its_method(
    tmp_path: Path, arguments: str, parameters: str, decorator: str | None, signature: str | None
) -> None:
    text = ROUTE.format(arguments=arguments, parameters=parameters)
    after = fixed(tmp_path, text, unsafe=False)
    if decorator is None:
        assert after == text
    else:
        assert f"@app.{decorator}\n" in after
        assert f"read_root({signature})" in after
        assert "from fastapi import FastAPI, Request\n" in after


ERROR = """\
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/")
def read_root(code: int) -> None:
    raise HTTPException({arguments})
"""


@pytest.mark.parametrize(
    ("arguments", "after", "is_safe"),
    [
        ('"Gone", 410', '410, "Gone"', True),
        ('"Gone", code', 'code, "Gone"', True),
        ('"Gone"', '500, detail="Gone"', False),
        ('"Gone", headers={}', '500, detail="Gone", headers={}', False),
        ('status_code="410"', 'status_code="410"', False),
        ('"Gone", detail="x"', '"Gone", detail="x"', False),
    ],
)
def test_a_text_makes_room_for_the_status(tmp_path: Path, arguments: str, after: str, is_safe: bool) -> None:
    text = ERROR.format(arguments=arguments)
    assert fixed(tmp_path, text) == ERROR.format(arguments=after)
    assert fixed(tmp_path, text, unsafe=False) == (ERROR.format(arguments=after) if is_safe else text)


def test_a_handler_in_another_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "handlers.py").write_text("def read_item() -> None: ...\n", encoding="utf-8")
    text = (
        "from fastapi import FastAPI\nfrom handlers import read_item\n\n"
        'app = FastAPI()\napp.add_api_route("/items/{item_id}", read_item)\n'
    )
    assert fixed(tmp_path, text) == text


@pytest.mark.parametrize(
    ("path", "parameter"),
    [("{x}", "x: str"), ("{x:int}", "x: int"), ("{x:uuid}", "x: UUID")],
)
def test_a_missing_parameter_has_the_type_of_its_converter(tmp_path: Path, path: str, parameter: str) -> None:
    text = (
        f'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/{path}")\ndef read() -> None: ...\n'
    )
    after = fixed(tmp_path, text)
    assert f"def read({parameter}) -> None: ...\n" in after
    assert ("from uuid import UUID\n" in after) == ("UUID" in parameter)
