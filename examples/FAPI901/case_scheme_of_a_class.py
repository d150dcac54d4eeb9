"""A dependency that is a method, whose own dependency is an attribute of its class."""

from typing import Annotated

from fastapi import Depends, FastAPI, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

app = FastAPI()


class Guard:
    """Looks at tokens."""

    scheme = HTTPBearer()

    def check(self, token: HTTPAuthorizationCredentials = Security(scheme)) -> str:
        """The token."""
        return token.credentials


guard = Guard()
Token = Annotated[str, Depends(guard.check)]


@app.get("/companies/{comapny_id}/users")  # expect: FAPI901
def list_users(token: Token, company_id: int = 0) -> int:
    """The path has another name for it."""
    return company_id


@app.get("/companies/{company_id}")
def read_company(company_id: int, token: Token) -> int:
    """Taken."""
    return company_id
