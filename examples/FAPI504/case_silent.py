"""Unverified looks into tokens that are right."""

from typing import Annotated, Any

import httpx
import jwt
from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi.security import OAuth2PasswordBearer
from jose import jwt as jose_jwt

app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="token")
KEYS: dict[str, dict[str, str]] = {}
client = httpx.AsyncClient()
ALLOWED = ("HS256", "HS512")


def verify(token: str, issuer: str) -> dict[str, Any]:
    """Verify a token of an issuer."""
    header = jwt.get_unverified_header(token)
    key = KEYS[issuer][header["kid"]]
    return jwt.decode(token, key, algorithms=["HS256"], issuer=issuer, options={"verify_aud": False})


def peek_then_verify(token: Annotated[str, Depends(scheme)]) -> dict[str, Any]:
    """The issuer is read first, to find the key."""
    issuer = jwt.decode(token, options={"verify_signature": False})["iss"]
    if issuer not in KEYS:
        raise HTTPException(401)
    return verify(token, issuer)


def peek_more(token: Annotated[str, Depends(scheme)]) -> dict[str, Any]:
    """All claims are read first, and the token is verified after that."""
    claims = jose_jwt.get_unverified_claims(token)
    key = KEYS[claims["iss"]][claims["tenant"]]
    return jose_jwt.decode(token, key, algorithms=["HS256"])


def seconds_left(token: Annotated[str, Depends(scheme)]) -> int:
    """Only the expiry is read."""
    claims = jwt.decode(token, options={"verify_signature": False})
    return int(claims["exp"]) + int(claims.get("iat", 0))


def checked_algorithm(token: Annotated[str, Depends(scheme)]) -> dict[str, Any]:
    """The token's algorithm must be one of the allowed."""
    algorithm = jwt.get_unverified_header(token)["alg"]
    if algorithm not in ALLOWED:
        raise HTTPException(401)
    return jwt.decode(token, KEYS["own"]["key"], algorithms=[algorithm])


def after_verifying(
    claims: Annotated[dict[str, Any], Depends(peek_then_verify)], authorization: Annotated[str, Header()]
) -> str:
    """Another dependency has verified the token."""
    return str(jwt.decode(authorization, options={"verify_signature": False})["jti"]) + claims["sub"]


@app.get("/callback")
async def callback(code: str) -> str:
    """The token comes from the provider's own server."""
    answer = await client.post("https://provider.example/token", data={"code": code})
    token = answer.json()["id_token"]
    return str(jwt.decode(token, options={"verify_signature": False})["email"])


@app.post("/login")
def login(name: str) -> dict[str, str]:
    """The token was made a line before."""
    token = jwt.encode({"sub": name, "jti": "1"}, KEYS["own"]["key"], algorithm="HS256")
    session = jwt.decode(token, options={"verify_signature": False})["jti"]
    return {"token": token, "session": session}


@app.get("/all", dependencies=[Depends(peek_more), Depends(seconds_left), Depends(checked_algorithm)])
def read_all(user: Annotated[str, Depends(after_verifying)]) -> str:
    """Use them all."""
    return user
