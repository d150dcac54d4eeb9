"""Claims and options in variables, python-jose, and what is not known."""

import time
from typing import Any

import jwt
from fastapi import FastAPI
from joserfc import jwt as joserfc_jwt
from joserfc.jwk import OctKey
from jose import jwt as jose_jwt

app = FastAPI()
STRICT = {"require": ["exp", "sub"]}


@app.post("/sign/{user}")
def sign(user: str, key: str, extra: dict[str, Any]) -> list[str]:
    """Sign in many ways."""
    plain = {"sub": user}
    dated = {"sub": user}
    dated["exp"] = str(int(time.time()) + 900)
    copied = extra.copy()
    copied.update({"exp": time.time() + 900})
    return [
        jwt.encode(plain, key),  # expect: FAPI516
        jose_jwt.encode(dict(sub=user), key),  # expect: FAPI516
        jwt.encode(dated, key),
        jwt.encode(copied, key),
        jwt.encode({**extra, "sub": user}, key),
        jwt.encode({"sub": user, "exp": time.time() + 900}, key),
        joserfc_jwt.encode({"alg": "HS256"}, {"sub": user}, OctKey.import_key(key)),
    ]


@app.get("/own/{token}")
def verify_own(token: str, key: str) -> bool:
    """The function looks at the expiry itself."""
    claims = jwt.decode(token, key, ["HS256"])
    return float(claims.get("exp") or 0) > time.time()


@app.post("/verify/{token}")
def verify(token: str, key: str, options: dict[str, Any]) -> list[Any]:
    """Verify in many ways."""
    return [
        jwt.decode(token, key, ["HS256"], {"verify_aud": False}),  # expect: FAPI516
        jwt.decode(token, key, ["HS256"], {"require": ["sub"]}),  # expect: FAPI516
        jose_jwt.decode(token, key, ["HS256"]),  # expect: FAPI516
        jose_jwt.decode(token, key, ["HS256"], {"require_exp": True}),
        jwt.decode(token, key, ["HS256"], STRICT),
        jwt.decode(token, key, ["HS256"], options),
    ]
