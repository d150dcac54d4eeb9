"""One route of a guarded router was forgotten.

Guide: Security Patterns, Authentication Pattern (`current_user = Depends(get_current_user)`).
"""

from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

security = HTTPBearer()
router = APIRouter(prefix="/items")


def get_current_user(credentials: Annotated[HTTPAuthorizationCredentials, Depends(security)]) -> str:
    """Whoever sends credentials."""
    return credentials.credentials


@router.post("/")
def create_item(current_user: Annotated[str, Depends(get_current_user)]) -> str:
    """Create an item."""
    return current_user


@router.put("/{number}")
def update_item(number: int, current_user: Annotated[str, Depends(get_current_user)]) -> str:
    """Change an item."""
    return f"{current_user}{number}"


@router.delete("/{number}")  # expect: FAPI518
def delete_item(number: int) -> int:
    """Delete an item."""
    return number


app = FastAPI()
app.include_router(router)
