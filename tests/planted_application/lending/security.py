"""Who is asking."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

import jwt
from fastapi import Depends, HTTPException, status
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from lending.config import get_settings
from lending.deps import Database
from lending.models import Reader

bearer = HTTPBearer()
ALGORITHM = "HS256"


def issue_token(reader: Reader) -> str:
    """A token for a day."""
    claims = {"sub": str(reader.id), "exp": datetime.now(UTC) + timedelta(days=1)}
    return jwt.encode(claims, get_settings().secret_key.get_secret_value(), algorithm=ALGORITHM)


def get_current_reader(
    credentials: Annotated[HTTPAuthorizationCredentials, Depends(bearer)], db: Database
) -> Reader:
    """The reader whose token came with the request."""
    try:
        claims = jwt.decode(
            credentials.credentials,
            get_settings().secret_key.get_secret_value(),
            algorithms=[ALGORITHM],
            options={"require": ["exp", "sub"]},
        )
    except jwt.InvalidTokenError as error:
        raise _unauthorized() from error
    reader = db.get(Reader, int(claims["sub"]))
    if reader is None:
        raise _unauthorized()
    return reader


def _unauthorized() -> HTTPException:
    return HTTPException(status.HTTP_401_UNAUTHORIZED, "Invalid token", {"WWW-Authenticate": "Bearer"})


CurrentReader = Annotated[Reader, Depends(get_current_reader)]
