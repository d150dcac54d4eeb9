"""PyJWT, python-jose, and both in one file."""

import jwt as pyjwt
from fastapi import FastAPI, Header, HTTPException
from jose import JWTError as JoseError
from jose import jwt
from jose.exceptions import ExpiredSignatureError, JWTError
from jwt import exceptions

app = FastAPI()


@app.get("/jose")
def with_jose(key: str, token: str = Header()) -> dict[str, str]:
    """The right exceptions of python-jose."""
    try:
        return jwt.decode(token, key, algorithms=["HS256"])
    except ExpiredSignatureError:
        raise HTTPException(401, "expired") from None
    except jwt.JWTError:
        raise HTTPException(401, "invalid") from None


@app.get("/jose/wrong")
def with_jose_wrong(key: str, token: str = Header()) -> dict[str, str]:
    """An exception of PyJWT's."""
    try:
        return jwt.decode(token, key, algorithms=["HS256"])
    except jwt.InvalidTokenError:  # expect: FAPI508
        raise HTTPException(401, "invalid") from None


@app.get("/pyjwt")
def with_pyjwt(key: str, token: str = Header()) -> dict[str, str]:
    """The right exceptions of PyJWT."""
    try:
        return pyjwt.decode(token, key, algorithms=["HS256"])
    except (pyjwt.ExpiredSignatureError, pyjwt.InsecureKeyLengthWarning, exceptions.InvalidTokenError):
        raise HTTPException(401, "invalid") from None


@app.get("/pyjwt/wrong")
def with_pyjwt_wrong(key: str, token: str = Header()) -> dict[str, str]:
    """Names that PyJWT does not have."""
    try:
        return pyjwt.decode(token, key, algorithms=["HS256"])
    except (
        pyjwt.ExpiredSignatureError,
        pyjwt.JWTClaimsError,  # expect: FAPI508
        exceptions.JWTError,  # expect: FAPI508
    ):
        raise HTTPException(401, "invalid") from None


@app.get("/mixed")
def mixed(key: str, token: str = Header()) -> dict[str, str]:
    """PyJWT decodes, python-jose's exceptions are caught."""
    try:
        return pyjwt.decode(token, key, algorithms=["HS256"])
    except JWTError:  # expect: FAPI508
        raise HTTPException(401, "invalid") from None


@app.get("/mixed/renamed")
def mixed_renamed(key: str, token: str = Header()) -> dict[str, str]:
    """The other way round, and under another name."""
    try:
        return jwt.decode(token, key, algorithms=["HS256"])
    except pyjwt.PyJWTError:  # expect: FAPI508
        raise HTTPException(401, "invalid") from None


@app.get("/mixed/both")
def mixed_both(key: str, token: str = Header()) -> dict[str, str]:
    """Both are caught, or everything is."""
    try:
        return pyjwt.decode(token, key, algorithms=["HS256"])
    except (pyjwt.PyJWTError, JoseError):
        raise HTTPException(401, "invalid") from None


@app.get("/mixed/all")
def mixed_all(key: str, token: str = Header()) -> dict[str, str]:
    """A handler for everything stands beside it."""
    try:
        return pyjwt.decode(token, key, algorithms=["HS256"])
    except JoseError:
        raise HTTPException(401, "invalid") from None
    except Exception:
        raise HTTPException(400, "broken") from None


@app.get("/mixed/bare")
def mixed_bare(key: str, token: str = Header()) -> dict[str, str]:
    """A name that is not there is an error before the last handler is reached."""
    try:
        return pyjwt.decode(token, key, algorithms=["HS256"])
    except pyjwt.JWTError:  # expect: FAPI508
        raise HTTPException(401, "invalid") from None
    except:  # noqa: E722
        raise HTTPException(400, "broken") from None
