"""Positions, aliases, options, keys that know their algorithm, and libraries that need no list."""

from typing import Any

import jwt
from authlib.jose import jwt as authlib_jwt
from fastapi import FastAPI
from jose import jwt as jose_jwt
from joserfc import jwt as joserfc_jwt
from joserfc.jwk import OctKey
from jwt import PyJWK, decode

app = FastAPI()
ISSUER = "https://issuer.example"
OPTIONS = {"verify_aud": False}


@app.get("/missing/{token}")
def missing(token: str, key: str) -> list[Any]:
    """The list is missing."""
    return [
        jwt.decode(token, key),  # expect: FAPI505
        decode(token, key, audience="me"),  # expect: FAPI505
        jwt.decode(token, key, None),  # expect: FAPI505
        jwt.decode(jwt=token, key=key, options=OPTIONS),  # expect: FAPI505
        jose_jwt.decode(token, key, None, {"verify_aud": False}),  # expect: FAPI505
        jose_jwt.decode(token, key, issuer=ISSUER),  # expect: FAPI505
    ]


@app.get("/given/{token}")
def given(token: str, key: str, **options: Any) -> list[Any]:
    """The list is there, or not needed."""
    arguments = {"algorithms": ["HS256"], "audience": "me"}
    return [
        jwt.decode(token, key, ["HS256"]),
        jwt.decode(token, key, **arguments),
        jwt.decode(token, key, **options),
        jwt.decode(token, PyJWK({"kty": "oct", "k": key})),
        jwt.decode(token, options={"verify_signature": False})["iss"],
        jose_jwt.decode(token, key, "HS256"),
        authlib_jwt.decode(token, key),
        joserfc_jwt.decode(token, OctKey.import_key(key)),
    ]


@app.get("/keys/{token}")
def with_keys(token: str) -> dict[str, Any]:
    """The key comes from the issuer and knows its algorithm."""
    client = jwt.PyJWKClient(f"{ISSUER}/jwks")
    signing_key = client.get_signing_key_from_jwt(token)
    if token.startswith("raw."):
        return jwt.decode(token, signing_key.key)  # expect: FAPI505
    if token.startswith("object."):
        return jwt.PyJWT().decode(token, token)  # expect: FAPI505
    return jwt.decode(token, signing_key)


class Tokens:
    """A class of the project with a method of the same name."""

    def decode(self, token: str, key: str) -> str:
        """Decode nothing."""
        return token + key


@app.get("/own/{token}")
def own(token: str, key: str) -> str:
    """No library's decode."""
    return Tokens().decode(token, key) + str(token.encode().decode())
