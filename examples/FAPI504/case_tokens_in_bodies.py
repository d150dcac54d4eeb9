"""Tokens of other services that come in the body: reading some claims of one verifies nothing."""

from typing import Any

import jwt
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

app = FastAPI()
CLIENT = "shop"
KEYS = jwt.PyJWKClient("https://login.example.com/keys")


class Login(BaseModel):
    """What a client sends that somebody else has let in."""

    credential: str


def claims_of(token: str) -> dict[str, Any]:
    """Decoded twice, verified never: for tests, and with a look at whom it was made for."""
    if token.startswith("test_"):
        return jwt.decode(token, options={"verify_signature": False})
    claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    if claims.get("aud") != CLIENT:
        raise HTTPException(401)
    return claims


def verified_claims_of(token: str) -> dict[str, Any]:
    """Decoded to see who has made it, and verified then."""
    issuer = jwt.decode(token, options={"verify_signature": False})["iss"]
    key = KEYS.get_signing_key_from_jwt(token)
    return jwt.decode(token, key.key, algorithms=["RS256"], audience=CLIENT, issuer=issuer)


@app.post("/login")
def log_in(login: Login) -> dict[str, str]:
    """Everybody can write such a token."""
    claims = claims_of(login.credential)  # expect: FAPI504
    return {"user": claims["email"]}


@app.post("/verified")
def log_in_verified(login: Login) -> dict[str, str]:
    """Only the service can."""
    claims = verified_claims_of(login.credential)
    return {"user": claims["email"]}
