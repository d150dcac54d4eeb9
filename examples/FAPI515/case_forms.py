"""Numbers, keywords, enumerations, constants; and other statuses."""

from http import HTTPStatus

from fastapi import FastAPI, HTTPException, status
from starlette.exceptions import HTTPException as StarletteHTTPException

app = FastAPI()
UNAUTHORIZED = 401
CHALLENGE = {"WWW-Authenticate": "Bearer"}

no_user = HTTPException(status_code=401, detail="no user")  # expect: FAPI515


@app.get("/{number}")
def read(number: int) -> None:
    """Raise whatever is asked for."""
    if number == 1:
        raise HTTPException(401)  # expect: FAPI515
    if number == 2:
        raise HTTPException(status_code=HTTPStatus.UNAUTHORIZED)  # expect: FAPI515
    if number == 3:
        raise StarletteHTTPException(UNAUTHORIZED, "no")  # expect: FAPI515
    if number == 4:
        raise HTTPException(  # expect: FAPI515
            detail="no",
            status_code=status.HTTP_401_UNAUTHORIZED,
        ) if number else no_user  # fmt: skip
    if number == 5:
        raise HTTPException(401, "no", CHALLENGE)
    if number == 6:
        raise HTTPException(**{"status_code": 401, "headers": CHALLENGE})
    if number == 7:
        raise HTTPException(status.HTTP_403_FORBIDDEN, "no")
    raise HTTPException(number)
