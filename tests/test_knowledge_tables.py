"""What the reader makes of the tables: the facts that the rules live on."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from flake8_fastapi.knowledge.reader import Knowledge

LIBRARIES = Path(__file__).resolve().parent.parent / "flake8_fastapi" / "knowledge" / "libraries"
KNOWLEDGE = Knowledge()


def listed_classes() -> Iterator[str]:
    """Every class of every table."""
    for path in sorted(LIBRARIES.glob("*.toml")):
        yield from tomllib.loads(path.read_text(encoding="utf-8")).get("classes", {})


def test_no_row_hides_what_its_bases_say() -> None:
    hidden = []
    for name in listed_classes():
        lineage = KNOWLEDGE.lineage(name)
        silenced = {method for facts in lineage for method in facts.silent}
        for facts in lineage:
            for method in (facts.blocks | facts.coroutines) - silenced - {"*"}:
                found = KNOWLEDGE.method(name, method)
                if found is None or (found.category is None and not found.coroutine):
                    hidden.append(f"{name}.{method} of {facts.name}")
    assert hidden == []


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("time.sleep", "sleep"),
        ("builtins.open", "file"),
        ("os.path.exists", "metadata"),
        ("os.system", "subprocess"),
        ("requests.get", "http"),
        ("urllib.request.urlopen", "http"),
        ("sqlite3.connect", "database"),
        ("smtplib.SMTP", "client"),
        ("hashlib.pbkdf2_hmac", "cpu"),
        ("asyncio.run", "nested-loop"),
        ("concurrent.futures.wait", "wait"),
    ],
)
def test_functions_block(name: str, category: str) -> None:
    facts = KNOWLEDGE.function(KNOWLEDGE.canonical(name))
    assert facts is not None
    assert facts.category == category


@pytest.mark.parametrize(
    ("owner", "method", "category"),
    [
        ("pathlib.Path", "read_text", "file"),
        ("pathlib.Path", "resolve", "metadata"),
        ("pathlib.Path", "joinpath", None),
        ("threading.Condition", "acquire", "lock"),
        ("threading.Condition", "wait", "wait"),
        ("threading.Thread", "start", None),
        ("concurrent.futures.ThreadPoolExecutor", "submit", None),
        ("concurrent.futures.Future", "result", "wait"),
        ("asyncio.Task", "result", None),
        ("requests_oauthlib.OAuth2Session", "get", "http"),
        ("requests_oauthlib.OAuth2Session", "authorization_url", None),
        ("httpx.Client", "post", "http"),
        ("httpx.Response", "json", None),
        ("smtplib.SMTP_SSL", "send_message", "client"),
        ("smtplib.SMTP_SSL", "set_debuglevel", None),
        ("io.TextIOWrapper", "close", None),
        ("tempfile.SpooledTemporaryFile", "read", "file"),
    ],
)
def test_methods_block_or_do_not(owner: str, method: str, category: str | None) -> None:
    facts = KNOWLEDGE.method(owner, method)
    assert facts is not None
    assert facts.category == category
    assert not facts.coroutine


@pytest.mark.parametrize(
    ("owner", "method"),
    [
        ("starlette.requests.Request", "json"),
        ("fastapi.UploadFile", "read"),
        ("asyncio.PriorityQueue", "get"),
        ("httpx.AsyncClient", "post"),
        ("anyio.Path", "read_text"),
        ("fastapi.security.OAuth2PasswordBearer", "__call__"),
    ],
)
def test_methods_are_awaited(owner: str, method: str) -> None:
    facts = KNOWLEDGE.method(owner, method)
    assert facts is not None
    assert facts.coroutine


def test_other_spellings_lead_to_the_row() -> None:
    assert KNOWLEDGE.canonical("fastapi.Request") == "starlette.requests.Request"
    assert KNOWLEDGE.canonical("requests.sessions.Session.get") == "requests.Session.get"
    assert KNOWLEDGE.canonical("aiofiles.os.path.exists") == "aiofiles.ospath.exists"


def test_uploads_lead_to_a_file() -> None:
    assert KNOWLEDGE.attribute("fastapi.UploadFile", "file") == "tempfile.SpooledTemporaryFile"


def test_inherited_offloaders_are_found() -> None:
    submit = KNOWLEDGE.method_offloader("concurrent.futures.ThreadPoolExecutor", "submit")
    assert submit is not None
    assert submit.position == 0
    add_task = KNOWLEDGE.method_offloader("fastapi.BackgroundTasks", "add_task")
    assert add_task is not None
    assert add_task.keyword == "func"
