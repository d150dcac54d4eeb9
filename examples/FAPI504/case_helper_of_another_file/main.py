"""Dependencies that leave the decoding to another file."""

import os
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from tokens import Tokens, claims_of, issuer_of, peek

app = FastAPI()
bearer = HTTPBearer()
tokens = Tokens(os.environ.get("TOKEN_KEY", ""))


def current_user(credentials: Annotated[HTTPAuthorizationCredentials, Depends(bearer)]) -> str:
    """Believes the claims."""
    claims = claims_of(credentials.credentials)
    if "sub" not in claims:
        raise HTTPException(status_code=401)
    return str(claims["sub"])


def quick_user(authorization: Annotated[str, Header()]) -> str:
    """Takes the header apart."""
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer":
        raise HTTPException(status_code=401)
    return str(tokens.read_quickly(token)["sub"])


def verified_user(authorization: Annotated[str, Header()]) -> dict[str, Any]:
    """Looks into the token, and verifies it."""
    token = authorization.removeprefix("Bearer ")
    if issuer_of(token) != "https://example.com" or peek(token).get("kid") is None:
        raise HTTPException(status_code=401)
    return tokens.read(token)


@app.get("/me")
def read_me(
    user: Annotated[str, Depends(current_user)],
    quick: Annotated[str, Depends(quick_user)],
    verified: Annotated[dict[str, Any], Depends(verified_user)],
) -> list[Any]:
    """Use them all."""
    return [user, quick, verified]
