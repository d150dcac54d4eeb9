"""What values expressions may have: constants, settings, fallbacks, lists that grow, dictionaries."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from flake8_fastapi.model.configuration.mapping import entries_of
from flake8_fastapi.model.configuration.places import place_of
from flake8_fastapi.model.configuration.resolver import ConfiguredValues
from flake8_fastapi.model.configuration.values import Members, Value, Values

if TYPE_CHECKING:
    from project_files import ProjectFiles

    from flake8_fastapi.model.module import Module

SETTINGS = """
    from pydantic import Field, SecretStr
    from pydantic_settings import BaseSettings

    NAME = "imported"

    class Base(BaseSettings):
        inherited: str = "base"

    class Settings(Base):
        plain: str = "default"
        factory: list[str] = Field(default_factory=lambda: ["a", "b"])
        secret: SecretStr = Field(default=SecretStr("s"))
        required: str

        @property
        def parts(self) -> list[str]:
            return [part.strip() for part in self.plain.split(",")]

    class Kept:
        def __init__(self, given, known="parameter"):
            self.value = "kept"
            self.given = given

    settings = Settings()
    kept = Kept(1)
"""


def told(values: Values) -> str:
    """The values in few words: each with its origin, and a question mark where there may be others."""

    def one(value: Value) -> str:
        text = (
            f"[{told(value.content.values)}]" if isinstance(value.content, Members) else repr(value.content)
        )
        return text if value.origin == "code" else f"{text} by {value.origin}"

    return " | ".join(one(each) for each in values.options) + ("" if values.is_complete else " ?")


def asked(module: Module) -> ast.expr:
    """The argument of the only ``ask(…)`` of a file."""
    [call] = [call for call in module.index.of_kind(ast.Call) if getattr(call.func, "id", "") == "ask"]
    return call.args[0]


@pytest.mark.parametrize(
    ("before", "expression", "expected"),
    [
        ("", "'text'", "'text'"),
        ("X = 1", "X", "1"),
        ("X = 1\nX = 2", "X", "2"),
        ("X = 1\ndef f():\n    global X\n    X = other()", "X", "1 ?"),
        ("X = ['a']\nX.append('b')", "X", "['a' | 'b']"),
        ("X = ['a']\nX += ('b',)", "X", "['a' | 'b']"),
        ("X = 1\nif other():\n    X = 2", "X", "2 | 1"),
        ("if other():\n    X = 1\nelse:\n    X = 2", "X", "1 | 2"),
        ("for X in other():\n    pass", "X", " ?"),
        ("", "other()", " ?"),
        ("", "NAME", "'imported'"),
        ("", "config.NAME", "'imported'"),
        ("", "settings.plain", "'default' by settings ?"),
        ("", "settings.inherited", "'base' by settings ?"),
        ("", "settings.required", " ?"),
        ("", "settings.secret.get_secret_value()", "'s' by settings ?"),
        ("", "settings.factory", "['a' | 'b'] by settings ?"),
        ("", "settings.parts", "['default' by settings] by settings ?"),
        ("", "config.kept.value", "'kept'"),
        ("", "config.kept.given", " ?"),
        ("", "os.getenv('X')", " ?"),
        ("", "os.getenv('X', 'a')", "'a' by environment ?"),
        ("from decouple import config as of", "of('X', 'a')", "'a' by environment ?"),
        ("from decouple import config as of", "of('X', default='a')", "'a' by environment ?"),
        ("", "os.environ.get('X') or 'a'", "'a' by environment ?"),
        (
            "",
            "os.environ.get('X', 'a,b').split(',')",
            "['a' by environment | 'b' by environment] by environment ?",
        ),
        ("", "os.getenv('X', 'True').lower() == 'true'", "True by environment ?"),
        ("X = False", "not X", "True"),
        ("X = 'a'", "f'{X}-{1}'", "'a-1'"),
        ("X = 'a'", "X + 'b'", "'ab'"),
        ("X = ['a']", "[*X, 'b'] + ['c']", "['a' | 'b' | 'c']"),
        ("X = True", "1 if X else 2", "1"),
        ("", "1 if other() else 2", "1 | 2"),
        ("", "'|'.join(['a', 'b'])", "'a|b'"),
        ("def f():\n    return 'a'", "f()", "'a'"),
        ("def f(x='a'):\n    return x", "f()", "'a' by parameter ?"),
        ("", "{'a': 1}['a']", "1"),
        ("", "'a' in ['a', 'b']", "True"),
        ("", "json.loads('[\"a\"]')", "['a']"),
    ],
)
def test_values(files: ProjectFiles, before: str, expression: str, expected: str) -> None:
    modules = "import json\nimport os\nimport config\n"
    imports = f"{modules}from config import NAME, settings\nfrom elsewhere import other"
    files.write({"config.py": SETTINGS})
    module = files.open("main.py", f"{imports}\n{before}\nask({expression})\n")
    assert told(ConfiguredValues(module.project).of_node(module, asked(module))) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("x = 'a'; ask(x)", "'a'"),
        ("x = 'a'; ask(x); x = 'b'", "'a'"),
        ("x = 'a'; x = other(); ask(x)", " ?"),
        ("try:\n        x = 'a'\n    except OSError:\n        x = 'b'\n    ask(x)", "'a' | 'b'"),
        ("if y:\n        x = 'a'\n        return\n    else:\n        x = 'b'\n    ask(x)", "'b'"),
        ("ask(y)", "'given' by parameter ?"),
        ("y = y or 'a'; ask(y)", "'given' by parameter | 'a' by environment ?"),
        ("x = 'a'\n    def inner():\n        ask(x)", "'a'"),
        ("x = x", " ?"),
    ],
)
def test_values_in_functions(files: ProjectFiles, body: str, expected: str) -> None:
    tail = "" if "ask(" in body else "\n    ask(x)"
    module = files.open("main.py", f"from elsewhere import other\ndef f(y='given'):\n    {body}{tail}\n")
    assert told(ConfiguredValues(module.project).of_node(module, asked(module))) == expected


def test_values_of_names_that_need_each_other(files: ProjectFiles) -> None:
    files.write({"one.py": "from two import X\nY = X\n", "two.py": "from one import Y\nX = Y\n"})
    module = files.open("main.py", "from one import Y\nask(Y)\n")
    assert told(ConfiguredValues(module.project).of_node(module, asked(module))) == " ?"


@pytest.mark.parametrize(
    ("before", "expression", "keys", "is_complete"),
    [
        ("", "{'a': 1, 'b': 2}", "a b", True),
        ("", "dict(a=1)", "a", True),
        ("X = {'a': 1}", "{**X, 'b': 2}", "a b", True),
        ("X = {'a': 1}", "X | {'b': 2}", "a b", True),
        ("X = {'a': 1}", "X", "a", True),
        ("", "{**other(), 'b': 2}", "b", False),
        ("", "{other(): 1}", "", False),
        ("", "other()", "", False),
    ],
)
def test_dictionaries(
    files: ProjectFiles, before: str, expression: str, keys: str, is_complete: bool
) -> None:
    module = files.open("main.py", f"from elsewhere import other\n{before}\nask({expression})\n")
    node = asked(module)
    found = entries_of(ConfiguredValues(module.project), node, place_of(module, node))
    assert (" ".join(sorted(found.found)), found.is_complete) == (keys, is_complete)


SECRETS = {
    "shop/__init__.py": "",
    "shop/settings.py": """
        from pydantic_settings import BaseSettings

        class Settings(BaseSettings):
            secret_key: str = "in-the-source"  # expect: FAPI506
            asked_key: str = "replace-me"

        settings = Settings()
    """,
    "shop/tokens.py": """
        import jwt
        from shop.settings import settings

        if settings.asked_key == "replace-me":
            raise RuntimeError("set ASKED_KEY")

        def create(claims):
            return jwt.encode(claims, settings.secret_key)

        def other(claims):
            return jwt.encode(claims, settings.asked_key)
    """,
    "tests/test_tokens.py": """
        import jwt
        KEY = "a secret key of a test"
        token = jwt.encode({}, KEY)
    """,
}


def test_secrets_are_reported_where_they_are_written_in_whatever_order_files_are_checked(
    files: ProjectFiles,
) -> None:
    files.codes = ("FAPI506",)
    files.verify(SECRETS)


def test_secrets_follow_text_that_is_not_saved(files: ProjectFiles) -> None:
    files.write(SECRETS)
    files.codes = ("FAPI506",)
    assert [each.code for each in files.check("shop/settings.py")] == ["FAPI506"]
    unsaved = "from os import environ\nsecret_key = environ['SECRET_KEY']\n"
    assert files.check("shop/settings.py", unsaved) == []
    assert [each.code for each in files.check("shop/settings.py")] == ["FAPI506"]
