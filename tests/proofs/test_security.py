"""Proofs for FAPI502 to FAPI510 and FAPI512 to FAPI518: foreign origins, forged tokens."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import jwt
import pytest
from fastapi.testclient import TestClient
from jose import jwt as jose_jwt  # type: ignore[import-untyped]
from proof_kit import EXAMPLES
from sqlalchemy import make_url

if TYPE_CHECKING:
    from conftest import LoadExample
    from fastapi import FastAPI

EVIL = "https://evil.example"
SHORT_KEY = "ignore::jwt.warnings.InsecureKeyLengthWarning"
CREDENTIALS = "access-control-allow-credentials"
ORIGIN = "access-control-allow-origin"


def answer_to(app: FastAPI, origin: str, path: str = "/balance") -> dict[str, str]:
    """The headers for a website that asks in the browser of a user."""
    with TestClient(app) as client:
        headers = dict(client.get(path, headers={"Origin": origin, "Cookie": "session=alice"}).headers)
        preflight = client.options(path, headers={"Origin": origin, "Access-Control-Request-Method": "GET"})
    assert headers.get(ORIGIN) == preflight.headers.get(ORIGIN)
    return headers


def bearer(token: str) -> dict[str, str]:
    """The header that carries a token."""
    return {"Authorization": f"Bearer {token}"}


def forged(claims: dict[str, Any], header: dict[str, Any] | None = None, key: str = "") -> str:
    """A token that somebody without the application's key has made."""

    def encoded(data: bytes) -> str:
        return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

    parts = [encoded(json.dumps(each).encode()) for each in (header or {"alg": "HS256"}, claims)]
    digest = hmac.new(key.encode(), ".".join(parts).encode(), hashlib.sha256).digest()
    return ".".join([*parts, encoded(digest)])


def test_wildcard_with_credentials(load_example: LoadExample) -> None:
    """FAPI502: Starlette answers every origin with its own name, and lets its credentials pass."""
    headers = answer_to(load_example("FAPI502", "bad").app, EVIL)
    assert (headers[ORIGIN], headers[CREDENTIALS]) == (EVIL, "true")

    app = load_example("FAPI502", "good").app
    assert ORIGIN not in answer_to(app, EVIL)
    assert answer_to(app, "https://yourdomain.com")[ORIGIN] == "https://yourdomain.com"


@pytest.mark.parametrize(
    ("name", "origin"),
    [
        ("everything", EVIL),
        ("before", "https://evilgood.com"),
        ("after", "https://good.com.evil.example"),
        ("null", "null"),
        ("string", "https://your"),
    ],
)
def test_loose_origins(load_example: LoadExample, name: str, origin: str) -> None:
    """FAPI503: origins of strangers are let in with credentials."""
    headers = answer_to(getattr(load_example("FAPI503", "bad"), name), origin, "/openapi.json")
    assert (headers[ORIGIN], headers[CREDENTIALS]) == (origin, "true")

    headers = answer_to(getattr(load_example("FAPI503", "good"), name), origin, "/openapi.json")
    assert ORIGIN not in headers or CREDENTIALS not in headers


@pytest.mark.filterwarnings(SHORT_KEY)
def test_unverified_token(load_example: LoadExample) -> None:
    """FAPI504: a token that was signed with the wrong key, or with none, is believed."""
    token = forged({"sub": "admin"})
    bad = load_example("FAPI504", "bad")
    with TestClient(bad.app) as client:
        assert client.get("/protected", headers=bearer(token)).json() == "admin"
        # The token's own choice of algorithm is followed, whatever the application signs with.
        other = jwt.encode({"sub": "alice"}, bad.SECRET_KEY, algorithm="HS512")
        assert client.get("/others", headers=bearer(other)).json() == "alice"

    good = load_example("FAPI504", "good")
    with TestClient(good.app) as client:
        assert client.get("/protected", headers=bearer(token)).status_code == 401
        right = jwt.encode({"sub": "alice"}, good.SECRET_KEY, algorithm="HS256")
        assert client.get("/protected", headers=bearer(right)).json() == "alice"
        other = jwt.encode({"sub": "alice"}, good.SECRET_KEY, algorithm="HS512")
        assert client.get("/protected", headers=bearer(other)).status_code == 401


def test_decoding_without_algorithms(load_example: LoadExample) -> None:
    """FAPI505: python-jose takes an algorithm that nobody chose; PyJWT refuses every token."""
    bad, good = load_example("FAPI505", "bad"), load_example("FAPI505", "good")
    for module, status in ((bad, 200), (good, 401)):
        token = jose_jwt.encode({"sub": "alice"}, module.SECRET_KEY, algorithm="HS512")
        with TestClient(module.app) as client:
            assert client.get("/protected", headers=bearer(token)).status_code == status
            right = jose_jwt.encode({"sub": "alice"}, module.SECRET_KEY, algorithm="HS256")
            assert client.get("/protected", headers=bearer(right)).json() == "alice"
    key = "k" * 32
    with pytest.raises(jwt.DecodeError, match="algorithms"):
        jwt.decode(jwt.encode({"sub": "alice"}, key), key)


@pytest.mark.filterwarnings(SHORT_KEY)
def test_hard_coded_secret(load_example: LoadExample, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAPI506: whoever has read the source makes a token for anybody."""
    source = (EXAMPLES / "FAPI506" / "bad.py").read_text()
    secret = source.split('SECRET_KEY = "')[1].split('"')[0]
    token = forged({"sub": "admin"}, key=secret)
    with TestClient(load_example("FAPI506", "bad").app) as client:
        assert client.get("/protected", headers=bearer(token)).json() == "admin"

    good = load_example("FAPI506", "good")
    with TestClient(good.app) as client:
        with pytest.raises(ValueError, match="secret_key"):  # without a secret nothing is signed
            client.post("/token/alice")
        monkeypatch.setenv("SECRET_KEY", "k" * 32)
        right = client.post("/token/alice").json()
        assert client.get("/protected", headers=bearer(right)).json() == "alice"
        assert client.get("/protected", headers=bearer(token)).status_code == 401


def test_hard_coded_database_credentials(load_example: LoadExample, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAPI507: the password can be read in the source, and the environment cannot change it."""
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://shop:secret@db/other")
    bad = load_example("FAPI507", "bad")
    assert str(make_url(bad.DATABASE_URL).password) in (EXAMPLES / "FAPI507" / "bad.py").read_text()
    with TestClient(bad.app) as client:
        assert client.get("/database").json() == "db"
    with TestClient(load_example("FAPI507", "good").app) as client:
        assert client.get("/database").json() == "other"


@pytest.mark.filterwarnings(SHORT_KEY)
def test_wrong_exception(load_example: LoadExample) -> None:
    """FAPI508: every bad token is a status 500, and so is the snippet's own 401."""
    bad = load_example("FAPI508", "bad")
    with TestClient(bad.app, raise_server_exceptions=False) as client:
        without_subject = jwt.encode({"exp": 2**33}, bad.SECRET_KEY, algorithm="HS256")
        for token in ("garbage", forged({"sub": "alice"}), without_subject):
            assert client.get("/protected", headers=bearer(token)).status_code == 500
    with TestClient(bad.app) as client, pytest.raises(AttributeError, match="JWTError"):
        client.get("/protected", headers=bearer("garbage"))

    good = load_example("FAPI508", "good")
    with TestClient(good.app) as client:
        without_subject = jwt.encode({"exp": 2**33}, good.SECRET_KEY, algorithm="HS256")
        for token in ("garbage", forged({"sub": "alice"}), without_subject):
            assert client.get("/protected", headers=bearer(token)).status_code == 401
        right = jwt.encode({"sub": "alice", "exp": 2**33}, good.SECRET_KEY, algorithm="HS256")
        assert client.get("/protected", headers=bearer(right)).json() == {"name": "Alice"}


@pytest.mark.parametrize("path", ["/orders", "/customers", "/stock"])
def test_error_detail(load_example: LoadExample, path: str) -> None:
    """FAPI509: the password in the exception's text reaches the client."""
    with TestClient(load_example("FAPI509", "bad").app, raise_server_exceptions=False) as client:
        answer = client.get(path)
        assert (answer.status_code, "hunter2" in answer.text) == (500, True)
    with TestClient(load_example("FAPI509", "good").app, raise_server_exceptions=False) as client:
        answer = client.get(path)
        assert (answer.status_code, "hunter2" in answer.text) == (500, False)


def test_debug_page(load_example: LoadExample) -> None:
    """FAPI510: the error page shows the lines of the source around the error."""
    line = "return len(password) // 0"
    with TestClient(load_example("FAPI510", "bad").app, raise_server_exceptions=False) as client:
        assert line in client.get("/report", headers={"Accept": "text/html"}).text.replace("&nbsp", " ")
    with TestClient(load_example("FAPI510", "good").app, raise_server_exceptions=False) as client:
        assert client.get("/report", headers={"Accept": "text/html"}).text == "Internal Server Error"


def test_guard_above_the_route(load_example: LoadExample) -> None:
    """FAPI512: a request without credentials gets in."""
    with TestClient(load_example("FAPI512", "bad").app) as client:
        assert client.get("/protected").status_code == 200
    with TestClient(load_example("FAPI512", "good").app) as client:
        for path in ("/protected", "/depending"):
            assert client.get(path).status_code == 401
            assert client.get(path, headers=bearer("alice")).status_code == 200


DELETE_AS_BOB = """
import sys
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import importlib
from fastapi.testclient import TestClient
client = TestClient(importlib.import_module(sys.argv[2]).app, raise_server_exceptions=False)
print(client.delete("/users/alice", headers={"Authorization": "bob"}).status_code)
"""


@pytest.mark.parametrize(
    ("example", "optimised", "status"), [("bad", "", 500), ("bad", "1", 200), ("good", "1", 403)]
)
def test_assertion_as_guard(example: str, optimised: str, status: int) -> None:
    """FAPI513: a guard that answers 500, and is not there under ``python -O``."""
    environment = {**os.environ, "PYTHONOPTIMIZE": optimised, "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-c", DELETE_AS_BOB, str(EXAMPLES / "FAPI513"), example]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert int(done.stdout) == status


@pytest.mark.parametrize(("example", "status"), [("bad", 200), ("good", 401)])
def test_deleted_user(load_example: LoadExample, example: str, status: int) -> None:
    """FAPI514: the token of a deleted user opens the door, for nobody."""
    module = load_example("FAPI514", example)
    token = jwt.encode({"sub": "deleted"}, module.SECRET_KEY, algorithm="HS256")
    with TestClient(module.app) as client:
        answer = client.get("/protected", headers=bearer(token))
        assert answer.status_code == status
        assert (answer.json() == {"user": None}) is (status == 200)


@pytest.mark.parametrize(("example", "challenge"), [("bad", None), ("good", "Bearer")])
def test_challenge(load_example: LoadExample, example: str, challenge: str | None) -> None:
    """FAPI515: the answer does not say how to log in."""
    with TestClient(load_example("FAPI515", example).app) as client:
        answer = client.get("/protected")
    assert (answer.status_code, answer.headers.get("WWW-Authenticate")) == (401, challenge)


@pytest.mark.parametrize(("example", "status"), [("bad", 200), ("good", 401)])
def test_token_without_expiry(load_example: LoadExample, example: str, status: int) -> None:
    """FAPI516: a token that never expires is made and accepted."""
    module = load_example("FAPI516", example)
    with TestClient(module.app) as client:
        made = client.post("/token/alice").json()
        claims = jwt.decode(made, options={"verify_signature": False})
        assert ("exp" in claims) is (example == "good")
        eternal = jwt.encode({"sub": "alice"}, module.SECRET_KEY, algorithm="HS256")
        assert client.get("/protected", headers=bearer(eternal)).status_code == status
        assert client.get("/protected", headers=bearer(made)).status_code == 200


@pytest.mark.parametrize("example", ["bad", "good"])
def test_cookie(load_example: LoadExample, example: str) -> None:
    """FAPI517: the header that is sent lacks what keeps scripts and plain HTTP away."""
    with TestClient(load_example("FAPI517", example).app) as client:
        header = client.post("/login").headers["set-cookie"]
    attributes = {part.strip().lower() for part in header.split(";")}
    assert ({"httponly", "secure"} <= attributes) is (example == "good")


@pytest.mark.parametrize(("example", "status"), [("bad", 200), ("good", 401)])
def test_forgotten_guard(load_example: LoadExample, example: str, status: int) -> None:
    """FAPI518: one route lets everybody in, its neighbours do not."""
    with TestClient(load_example("FAPI518", example).app) as client:
        assert client.post("/items/").status_code == 401
        assert client.delete("/items/1").status_code == status
