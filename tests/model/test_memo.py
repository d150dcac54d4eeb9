"""What blocks once and is remembered."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

HEAD = """
import functools
import time
from functools import cache, lru_cache

_value = None
_other = None


class Reader:
    _instance = None
    _cls_value = None

    def __init__(self):
        self._value = None

"""


def with_caller(definition: str, call: str, is_silent: bool) -> dict[str, str]:
    expected = "" if is_silent else "  # expect: FAPI109"
    return {"helpers.py": f"{HEAD}{definition}\n", "main.py": MAIN.format(call=call, expected=expected)}


MAIN = """import helpers
from helpers import Reader


async def handler(reader: Reader):
    {call}{expected}
"""


@pytest.mark.parametrize(
    "definition",
    [
        "@lru_cache\ndef load(): time.sleep(1)",
        "@lru_cache()\ndef load(): time.sleep(1)",
        "@lru_cache(maxsize=None)\ndef load(): time.sleep(1)",
        "@functools.lru_cache\ndef load(): time.sleep(1)",
        "@cache\ndef load(): time.sleep(1)",
        "def inner(): time.sleep(1)\nload = lru_cache(inner)",
        "def load():\n    global _value\n    if _value is None:\n        _value = time.sleep(1)\n"
        "    return _value",
        "def load():\n    global _value\n    if not _value:\n        time.sleep(1)\n"
        "        _value = 1\n    return _value",
        "def load():\n    global _value\n    if _value is not None:\n        return _value\n"
        "    _value = time.sleep(1)\n    return _value",
        "def load():\n    global _value\n    if _value:\n        return _value\n    _value = time.sleep(1)",
        "def load():\n    global _value\n    if _value is None:\n        with open('x') as f:\n"
        "            _value = f.read()\n    return _value",
        "def load():\n    global _value\n    if _value is None:\n        try:\n"
        "            _value = time.sleep(1)\n        except ValueError:\n            _value = 1\n"
        "    return _value",
    ],
)
def test_a_function_that_remembers_blocks_once(files: ProjectFiles, definition: str) -> None:
    files.verify(with_caller(definition, "helpers.load()", is_silent=True))


@pytest.mark.parametrize(
    ("definition", "call"),
    [
        ("@lru_cache\ndef load(key): time.sleep(1)", "helpers.load(1)"),
        ("@cache\ndef load(key=1): time.sleep(1)", "helpers.load()"),
        ("def load():\n    _value = None\n    if _value is None:\n        _value = time.sleep(1)",
         "helpers.load()"),
        ("def load(_value=None):\n    if _value is None:\n        _value = time.sleep(1)", "helpers.load()"),
        ("def load():\n    global _value\n    if _other is None:\n        _value = time.sleep(1)",
         "helpers.load()"),
        ("def load():\n    global _value\n    time.sleep(1)\n    if _value is None:\n        _value = 1",
         "helpers.load()"),
        ("def load():\n    global _value\n    if _value is not None:\n        return _value\n"
         "    time.sleep(1)",
         "helpers.load()"),
        ("def load():\n    global _value\n    if _value is None:\n        _value = 1\n    time.sleep(1)",
         "helpers.load()"),
    ],
)  # fmt: skip
def test_a_function_that_forgets_blocks_always(files: ProjectFiles, definition: str, call: str) -> None:
    files.verify(with_caller(definition, call, is_silent=False))


@pytest.mark.parametrize(
    ("method", "is_silent"),
    [
        ("def load(self):\n    if self._value is None:\n        self._value = time.sleep(1)", True),
        (
            "def load(self):\n    if self._value:\n        return self._value\n"
            "    self._value = time.sleep(1)",
            True,
        ),
        ("def load(self):\n    if not hasattr(self, '_value'):\n        self._value = time.sleep(1)", True),
        ("def load(self):\n    if self._value is None:\n        time.sleep(1)", False),
        ("def load(self, value):\n    if value is None:\n        value = time.sleep(1)", False),
        (
            "@classmethod\ndef load(cls):\n    if cls._instance is None:\n"
            "        cls._instance = time.sleep(1)",
            True,
        ),
    ],
)
def test_methods_remember_on_their_object(files: ProjectFiles, method: str, is_silent: bool) -> None:
    indented = "".join(f"    {line}\n" for line in method.splitlines())
    argument = "None" if "value):" in method else ""
    call = f"reader.load({argument})"
    files.verify(with_caller(indented, call, is_silent))


def test_a_memo_in_a_coroutine_is_silent_too(files: ProjectFiles) -> None:
    files.verify(
        {
            "main.py": HEAD
            + """
async def once():
    global _value
    if _value is None:
        _value = time.sleep(1)
    return _value


async def always():
    global _value
    _value = time.sleep(1)  # expect: FAPI101
"""
        }
    )


@pytest.mark.parametrize(
    ("body", "is_silent"),
    [
        ("if key not in _known:\n    _known[key] = time.sleep(1)\nreturn _known[key]", True),
        ("if key in _known:\n    return _known[key]\n_known[key] = time.sleep(1)", True),
        ("try:\n    return _known[key]\nexcept KeyError:\n    pass\n_known[key] = time.sleep(1)", True),
        ("try:\n    return _known[key]\nexcept KeyError:\n    _known[key] = time.sleep(1)", True),
        ("if key in _known:\n    return _known[key]\ntime.sleep(1)", False),
        ("try:\n    return _known[key]\nexcept KeyError:\n    pass\ntime.sleep(1)", False),
        ("try:\n    return _known[key]\nexcept OSError:\n    pass\n_known[key] = time.sleep(1)", False),
        ("_known = {}\nif key in _known:\n    return _known[key]\n_known[key] = time.sleep(1)", False),
        ("time.sleep(1)\nif key in _known:\n    return _known[key]\n_known[key] = 1", False),
    ],
)
def test_what_happens_once_for_each_key(files: ProjectFiles, body: str, is_silent: bool) -> None:
    indented = "".join(f"    {line}\n" for line in body.splitlines())
    function = f"_known = {{}}\n\n\ndef load(key):\n{indented}"
    files.verify(with_caller(function, "helpers.load(1)", is_silent))


@pytest.mark.parametrize(
    ("body", "is_silent"),
    [
        ("if key in _kept:\n        return _kept[key]\n    with open(key) as f:\n"
         "        _kept[key] = f.read()\n    return _kept[key]", True),
        ("if key in _kept:\n        return _kept[key], None\n    model = torch.load(key)\n"
         "    _kept[key] = model\n    return model, None", True),
        # Many rows, each asked for once, still make the loop wait again and again.
        ("if key in _kept:\n        return _kept[key]\n    _kept[key] = requests.get(key)\n"
         "    return _kept[key]", False),
        ("if key not in _kept:\n        _kept[key] = requests.get(key)\n    return _kept[key]", False),
        ("if key not in _kept:\n        _kept[key] = torch.load(key)\n    return _kept[key]", True),
        # So do many questions to a model, here or at a service; the clients that ask are few.
        ("if key not in _kept:\n        _kept[key] = client.embeddings.create(input=key, model='a')\n"
         "    return _kept[key]", False),
        ("if key in _kept:\n        return _kept[key]\n    _kept[key] = model.encode(key)\n"
         "    return _kept[key]", False),
        ("if key not in _kept:\n        _kept[key] = SentenceTransformer(key)\n    return _kept[key]", True),
        ("if key not in _kept:\n        _kept[key] = boto3.client(key)\n    return _kept[key]", True),
        ("if key in _kept:\n        return _kept[key]\n    return torch.load(key)", False),
        ("_kept = {}\n    if key in _kept:\n        return _kept[key]\n"
         "    _kept[key] = torch.load(key)\n    return _kept[key]", False),
    ],
)  # fmt: skip
def test_what_is_read_and_loaded_once_for_each_key(files: ProjectFiles, body: str, is_silent: bool) -> None:
    head = (
        "import boto3\nimport requests\nimport torch\nfrom openai import OpenAI\n"
        "from sentence_transformers import SentenceTransformer\n\n"
        "_kept = {}\nclient = OpenAI()\nmodel = SentenceTransformer('a')\n"
    )
    definition = f"{head}\n\ndef load(key):\n    {body}"
    files.verify(with_caller(definition, "helpers.load('a')", is_silent))


@pytest.mark.parametrize(
    ("method", "is_silent"),
    [
        (
            "def load(self):\n    if self._value is not None:\n        return\n"
            "    self._value = time.sleep(1)",
            True,
        ),
        ("def load(self):\n    if self._value is not None:\n        return\n    time.sleep(1)", False),
        (
            "def load(self):\n    if self._value is None:\n        return\n    self._value = time.sleep(1)",
            False,
        ),
    ],
)
def test_nothing_is_done_where_it_is_filled(files: ProjectFiles, method: str, is_silent: bool) -> None:
    indented = "".join(f"    {line}\n" for line in method.splitlines())
    files.verify(with_caller(indented, "reader.load()", is_silent))


@pytest.mark.parametrize(
    ("answer", "is_silent"),
    [
        ("", True),
        ("True", True),
        ("self._value", True),
        ("{'status': 'already running'}", False),
        ("'already running'", False),
    ],
)
def test_a_flag_with_an_answer_in_words_is_no_memo(files: ProjectFiles, answer: str, is_silent: bool) -> None:
    method = (
        f"    def load(self):\n        if self.running:\n            return {answer}\n"
        "        time.sleep(1)\n        self.running = True\n"
    )
    files.verify(with_caller(method, "reader.load()", is_silent))
