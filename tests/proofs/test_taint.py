"""Proofs for FAPI303, FAPI501, FAPI511, FAPI808: texts of clients in SQL, paths and targets; long answers."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from fastapi.testclient import TestClient

if TYPE_CHECKING:
    from types import ModuleType

    from conftest import LoadExample

EMAILS = ["ann@example.com", "bob@example.com"]


@pytest.fixture
def users(tmp_path: Path) -> list[str]:
    """A database with two users, in the folder in which the examples run."""
    with closing(sqlite3.connect(tmp_path / "users.db")) as connection:
        connection.execute("CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT)")
        connection.executemany("INSERT INTO users (email) VALUES (?)", [(email,) for email in EMAILS])
        connection.commit()
    return EMAILS


INJECTIONS = {
    "an f-string": ("GET", "/users/{}", "0 OR 1=1"),
    "a concatenation": ("GET", "/users?email={}", "' OR '1'='1"),
    "a text of SQLAlchemy's": ("POST", "/search", "' OR '1'='1' --"),
}


def emails_of(module: ModuleType, verb: str, path: str, text: str) -> list[str]:
    """What a handler gives for a text in its path, query or body."""
    with TestClient(module.app) as client:
        body = {"name": text} if verb == "POST" else None
        found: list[str] = client.request(verb, path.format(text), json=body).json()
        return found


@pytest.mark.parametrize("way", INJECTIONS)
def test_injected_sql_gives_all_rows(load_example: LoadExample, users: list[str], way: str) -> None:
    """FAPI501: a condition that is always true dumps the table; a parameter is only compared."""
    assert emails_of(load_example("FAPI501", "bad"), *INJECTIONS[way]) == users
    assert emails_of(load_example("FAPI501", "good"), *INJECTIONS[way]) == []


def test_injected_column(load_example: LoadExample, users: list[str]) -> None:
    """FAPI501: in the place of a column stands a query of the client's own."""
    query = "/sorted?column=(SELECT group_concat(sql) FROM sqlite_master)"
    with TestClient(load_example("FAPI501", "bad").app) as client:
        assert "CREATE TABLE users" in client.get(query).json()[0]
        assert client.get("/sorted?sort=id DESC").json() == users[::-1]
    with TestClient(load_example("FAPI501", "good").app) as client:
        assert client.get(query).status_code == 422
        assert client.get("/sorted?sort=id DESC").status_code == 422
        assert client.get("/sorted?sort=email&column=email").json() == users


def upload(module: ModuleType, path: str, name: str) -> int:
    """Upload a file under a name of ours; the status."""
    with TestClient(module.app, raise_server_exceptions=False) as client:
        return client.post(path, files={"file": (name, b"evil", "video/mp4")}).status_code


@pytest.mark.parametrize("path", ["/documents", "/notes"])
def test_upload_leaves_its_folder(load_example: LoadExample, tmp_path: Path, path: str) -> None:
    """FAPI303: ``..`` in the client's name writes beside the folder of the uploads."""
    (tmp_path / "uploads").mkdir()
    outside = tmp_path / "evil.txt"
    assert upload(load_example("FAPI303", "bad"), path, "../evil.txt") == 200
    assert outside.read_bytes() == b"evil"
    outside.unlink()

    assert upload(load_example("FAPI303", "good"), path, "../evil.txt") == 200
    assert not outside.exists()
    assert [each.read_bytes() for each in (tmp_path / "uploads").iterdir()] == [b"evil"]


def test_absolute_name(load_example: LoadExample, tmp_path: Path) -> None:
    """FAPI303: joining an absolute name forgets the folder."""
    (tmp_path / "uploads").mkdir()
    outside = tmp_path / "absolute.txt"
    assert upload(load_example("FAPI303", "bad"), "/documents", str(outside)) == 200
    assert outside.read_bytes() == b"evil"


def test_name_behind_a_prefix(load_example: LoadExample, tmp_path: Path) -> None:
    """FAPI303: the guide's path does not exist once the client's name has a slash."""
    (tmp_path / "uploads").mkdir()
    assert upload(load_example("FAPI303", "bad"), "/upload", "../evil.mp4") == 500
    assert upload(load_example("FAPI303", "good"), "/upload", "../evil.mp4") == 200


def test_key_of_the_client(load_example: LoadExample, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAPI303: the signed key is the client's to choose."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    for example, is_in_key in (("bad", True), ("good", False)):
        with TestClient(load_example("FAPI303", example).app) as client:
            signed = client.post("/upload/presigned-url?filename=../../config.json").json()
        assert ("../../config.json" in signed["fields"]["key"]) is is_in_key


def test_redirect_leaves_the_site(load_example: LoadExample) -> None:
    """FAPI511: the link names this site, the browser ends at another."""
    with TestClient(load_example("FAPI511", "bad").app, follow_redirects=False) as client:
        answer = client.post("/login?next_page=https://evil.example")
        assert answer.headers["location"] == "https://evil.example"
    with TestClient(load_example("FAPI511", "good").app, follow_redirects=False) as client:
        assert client.post("/login?next_page=https://evil.example").headers["location"] == "/"
        location = client.get("/users?name=https://evil.example").headers["location"]
        assert location.startswith("/users/")


def test_script_in_page(load_example: LoadExample) -> None:
    """FAPI511: what the link says is run as a script."""
    script = "<script>steal()</script>"
    with TestClient(load_example("FAPI511", "bad").app) as client:
        assert script in client.get("/hello", params={"name": script}).text
    with TestClient(load_example("FAPI511", "good").app) as client:
        assert script not in client.get("/hello", params={"name": script}).text


def test_file_outside_of_folder(load_example: LoadExample, tmp_path: Path) -> None:
    """FAPI511: a name with ``..`` is another file than those in the folder."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    with TestClient(load_example("FAPI511", "bad").app) as client:
        assert client.get("/reports", params={"name": "../secret.txt"}).text == "secret"
    with TestClient(load_example("FAPI511", "good").app) as client:
        assert client.get("/reports", params={"name": "../secret.txt"}).status_code == 404


def test_server_asks_any_host(load_example: LoadExample, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAPI511: the server reaches what the client cannot; replaced here by a note of who is asked."""
    asked: list[str] = []

    def get(url: str) -> httpx.Response:
        asked.append(url)
        return httpx.Response(200, text="metadata")

    monkeypatch.setattr(httpx, "get", get)
    inside = "http://169.254.169.254/latest"
    with TestClient(load_example("FAPI511", "bad").app) as client:
        assert client.get("/preview", params={"url": inside}).json() == "metadata"
    assert asked == [inside]
    asked.clear()
    with TestClient(load_example("FAPI511", "good").app) as client:
        assert client.get("/preview", params={"url": inside}).status_code == 422
        assert client.get("/preview", params={"url": "https://images.example.com/x"}).status_code == 200
    assert asked == ["https://images.example.com/x"]


def test_answer_grows_with_the_table(load_example: LoadExample) -> None:
    """FAPI808: as many rows as there are, against a page of them."""
    for example, expected in (("bad", 250), ("good", 20)):
        module = load_example("FAPI808", example)
        module.Base.metadata.drop_all(module.engine)
        module.Base.metadata.create_all(module.engine)
        with module.Session(module.engine) as session:
            session.add_all([module.Item(name=f"item {number}") for number in range(250)])
            session.commit()
        with TestClient(module.app) as client:
            assert len(client.get("/items").json()) == expected
            names = client.get("/names").json()
            assert (names["count"], len(names["names"])) == (250, expected)
            if example == "good":
                assert client.get("/items?limit=1000000").status_code == 422
        module.engine.dispose()
