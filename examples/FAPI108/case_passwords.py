"""Passwords in templates that look clean: the hashing hides in helpers, classes and objects.

Argon2, scrypt and bcrypt; what is cheap (digests, signatures, random values) is silent.
"""

import hashlib
import hmac
import secrets
from hashlib import scrypt

import bcrypt
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from bcrypt import checkpw as check, hashpw
from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel

app = FastAPI()
hasher = PasswordHasher()
PEPPER = secrets.token_bytes(16)


class Credentials(BaseModel):
    """What somebody claims to be."""

    name: str
    password: str


def get_password_hash(password: str) -> bytes:
    """Hash, on whatever thread."""
    return hashpw(password.encode(), bcrypt.gensalt(rounds=12))


def verify_password(password: str, known: bytes) -> bool:
    """Compare, on whatever thread."""
    return check(password.encode(), known)


class UserService:
    """Knows the users."""

    def __init__(self) -> None:
        self.hasher = PasswordHasher()
        self.known: dict[str, str] = {}

    async def register(self, credentials: Credentials) -> None:
        """Hash with the object on `self`."""
        self.known[credentials.name] = self.hasher.hash(credentials.password)  # expect: FAPI108

    async def authenticate(self, credentials: Credentials) -> bool:
        """Compare with the object on `self`."""
        try:
            return self.hasher.verify(  # expect: FAPI108
                self.known.get(credentials.name, ""),
                credentials.password,
            )
        except VerifyMismatchError:
            return False


service = UserService()


async def current_user(credentials: Credentials) -> str:
    """A dependency that compares."""
    if not verify_password(credentials.password, b""):  # expect: FAPI109
        return "nobody"
    return credentials.name


@app.post("/register")
async def register(credentials: Credentials) -> str:
    """Hash by a helper, and by a service."""
    digest = get_password_hash(credentials.password)  # expect: FAPI109
    await service.register(credentials)
    return digest.hex()


@app.post("/login")
def login(user: str = Depends(current_user)) -> str:
    """A plain handler with a dependency that is not."""
    return user


@app.post("/authenticate")
async def authenticate(credentials: Credentials) -> bool:
    """Only await."""
    return await service.authenticate(credentials)


@app.post("/derived")
async def derived(credentials: Credentials) -> list[str]:
    """The standard library, and a hasher of the module."""
    key = scrypt(credentials.password.encode(), salt=PEPPER, n=2**14, r=8, p=1)  # expect: FAPI108
    return [key.hex(), hasher.hash(credentials.password)]  # expect: FAPI108


@app.post("/cheap")
async def cheap(credentials: Credentials) -> list[str]:
    """Digests, signatures, random values, and settings of an algorithm."""
    digest = hashlib.sha256(credentials.name.encode()).hexdigest()
    signature = hmac.new(PEPPER, credentials.name.encode(), "sha256").hexdigest()
    same = hmac.compare_digest(digest, signature)
    salt = bcrypt.gensalt()
    return [digest, signature, secrets.token_urlsafe(), str(same), salt.decode()]


@app.post("/offloaded")
async def offloaded(credentials: Credentials) -> bool:
    """Functions and methods that are handed over."""
    digest = await run_in_threadpool(get_password_hash, credentials.password)
    await run_in_threadpool(service.hasher.hash, credentials.password)
    return await run_in_threadpool(lambda: verify_password(credentials.password, digest))
