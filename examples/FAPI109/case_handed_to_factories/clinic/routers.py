"""A factory that is handed an object, without a word about its class."""

from fastapi import APIRouter


def make_router(kit):  # type: ignore[no-untyped-def]
    """Make the routes of a kit."""
    router = APIRouter()
    passwords = kit.passwords

    @router.post("/accounts")
    async def register(password: str) -> str:
        """Hash on the loop."""
        return passwords.digest(password).hex()  # expect: FAPI109

    @router.post("/logins")
    async def login(password: str) -> bool:
        """Hash on the loop, by way of the kit."""
        return bool(kit.passwords.digest(password))  # expect: FAPI109

    @router.get("/accounts")
    async def accounts() -> list[str]:
        """Do not wait."""
        return []

    return router
