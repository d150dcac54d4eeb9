"""Aliases, routes with dependencies, scopes; and routers that are open, guarded or mixed on purpose."""

from fastapi import APIRouter, Depends, FastAPI
from security import KeyDep, UserDep, get_admin, get_page

users = APIRouter()
guarded = APIRouter(dependencies=[Depends(get_admin)])
mixed = APIRouter()
few = APIRouter()
login = APIRouter()


@users.post("/users")
def create_user(user: UserDep) -> str:
    """By an alias."""
    return user


@users.patch("/users/{name}", dependencies=[Depends(get_admin)])
def update_user(name: str) -> str:
    """By a dependency of the route."""
    return name


@users.delete("/users/{name}")
async def delete_user(name: str, key: KeyDep) -> str:
    """By a key."""
    return name + key


@users.put("/users/{name}")  # expect: FAPI518
async def replace_user(name: str, page: int = Depends(get_page)) -> str:
    """By nothing."""
    return f"{name}{page}"


@users.get("/users")
def read_users() -> str:
    """Reading is free."""
    return ""


@guarded.post("/a")
def guarded_a(user: UserDep) -> str:
    """The router guards all."""
    return user


@guarded.put("/a")
def guarded_b(user: UserDep) -> str:
    """The router guards all."""
    return user


@guarded.delete("/a")
def guarded_c() -> str:
    """The router guards all."""
    return ""


@mixed.post("/b")
def mixed_a(user: UserDep) -> str:
    """Half of them are open."""
    return user


@mixed.put("/b")
def mixed_b(user: UserDep) -> str:
    """Half of them are open."""
    return user


@mixed.patch("/b")
def mixed_c() -> str:
    """Half of them are open."""
    return ""


@mixed.delete("/b")
def mixed_d() -> str:
    """Half of them are open."""
    return ""


@few.post("/c")
def few_a(user: UserDep) -> str:
    """One guarded route is no rule."""
    return user


@few.delete("/c")
def few_b() -> str:
    """One guarded route is no rule."""
    return ""


@login.post("/password")
def login_a(user: UserDep) -> str:
    """Change the password."""
    return user


@login.delete("/session")
def login_b(user: UserDep) -> str:
    """End the session."""
    return user


@login.post("/login")
def login_c() -> str:
    """Nobody has credentials before."""
    return ""


app = FastAPI()
for router in (users, guarded, mixed, few, login):
    app.include_router(router)
