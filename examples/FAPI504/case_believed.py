"""Tokens that are believed unverified: headers, cookies, schemes, python-jose, helpers, positions."""

import logging
from typing import Annotated, Any

import jwt
from fastapi import Cookie, Depends, FastAPI, Header, HTTPException, Request, Response
from fastapi.security import OAuth2PasswordBearer
from jose import jwt as jose_jwt
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint

app = FastAPI()
logger = logging.getLogger(__name__)
scheme = OAuth2PasswordBearer(tokenUrl="token")
UNVERIFIED = {"verify_signature": False}


def from_scheme(token: str = Depends(scheme)) -> dict[str, Any]:
    """A token of a security scheme, handed on as it is."""
    return jwt.decode(token, options=UNVERIFIED)  # expect: FAPI504


def from_header(request: Request) -> str:
    """A token of a header."""
    header = request.headers.get("Authorization", "")
    if not header.startswith("Bearer "):
        raise HTTPException(401)
    token = header.removeprefix("Bearer ").strip()
    claims = jose_jwt.get_unverified_claims(token)  # expect: FAPI504
    return str(claims["email"])


def from_parts(request: Request) -> str:
    """A header that is taken apart into names."""
    kind, token = request.headers["Authorization"].split()
    if kind != "Bearer":
        raise HTTPException(401)
    return str(jwt.decode(token, options=UNVERIFIED)["sub"])  # expect: FAPI504


def from_cookie(session: Annotated[str, Cookie()]) -> str:
    """A token of a cookie, with an option of python-jose."""
    payload = jose_jwt.decode(session, "", options={"verify_signature": False})  # expect: FAPI504
    return str(payload.get("sub"))


def peek(token: str) -> dict[str, Any]:
    """Look into a token."""
    return jwt.decode(token, options={"verify_signature": False})


def from_helper(authorization: Annotated[str, Header()]) -> str:
    """A helper of the same file decodes."""
    return str(peek(authorization.split(" ")[1])["sub"])  # expect: FAPI504


@app.get(
    "/all",
    dependencies=[Depends(from_scheme), Depends(from_header), Depends(from_parts), Depends(from_cookie)],
)
def read_all(user: Annotated[str, Depends(from_helper)]) -> str:
    """Use them all."""
    return user


class UserMiddleware(BaseHTTPMiddleware):
    """A class that sees every request."""

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        """Believe the token, and hand the user on."""
        token = request.headers.get("Authorization", "").split(" ")[-1]
        claims = jwt.decode(token, options=UNVERIFIED)  # expect: FAPI504
        request.state.user = claims["sub"]
        return await call_next(request)


@app.middleware("http")
async def add_tenant(request: Request, call_next: RequestResponseEndpoint) -> Response:
    """A function that sees every request."""
    claims = jose_jwt.get_unverified_claims(request.cookies["session"])  # expect: FAPI504
    request.state.tenant = claims["tenant"]
    return await call_next(request)


@app.middleware("http")
async def log_user(request: Request, call_next: RequestResponseEndpoint) -> Response:
    """Nobody is let in by what is only written to the log."""
    claims = jwt.decode(request.cookies["session"], options=UNVERIFIED)
    print(claims["sub"])
    return await call_next(request)


app.add_middleware(UserMiddleware)


@app.get("/me")
def read_me(authorization: Annotated[str, Header()]) -> str:
    """The path operation does it itself."""
    claims = jwt.decode(authorization, "", ["HS256"], {"verify_signature": False})  # expect: FAPI504
    return str(claims["sub"])


@app.get("/chosen")
def read_chosen(key: str, authorization: Annotated[str, Header()]) -> str:
    """The token's own algorithm, through variables."""
    header = jose_jwt.get_unverified_header(authorization)
    algorithm = header.get("alg")
    accepted = [algorithm]
    return str(jose_jwt.decode(authorization, key, algorithms=accepted)["sub"])  # expect: FAPI504


class Accounts:
    """Somebody else hands it the request."""

    def user_of(self, request: Request) -> str:
        """Only the log gets the token besides."""
        token = request.headers["Authorization"].removeprefix("Bearer ")
        try:
            return str(jwt.decode(token, options=UNVERIFIED)["sub"])  # expect: FAPI504
        except jwt.InvalidTokenError:
            logger.warning("no token: %s...", token[:10])
            raise


def issued_by(request: Request) -> str:
    """Reads who has issued the token, and lets nobody in."""
    return str(jwt.decode(request.headers["Authorization"], options=UNVERIFIED)["iss"])
