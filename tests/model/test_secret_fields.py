"""Secrets that libraries read from fields: the table's names, as users spell them."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

USERS = """
    from fastapi_users import BaseUserManager

    SECRET = "hunter2"  # expect: FAPI506

    class UserManager(BaseUserManager):
        reset_password_token_secret = SECRET
        verification_token_secret = "hunter3"  # expect: FAPI506

    class Other:
        reset_password_token_secret = "nothing that a library reads"
"""

AUTH_JWT = """
    from {package} import AuthJWT
    from pydantic import BaseModel

    class Settings(BaseModel):
        authjwt_secret_key: str = "secret"  # expect: FAPI506

    @AuthJWT.load_config
    def get_config():
        return Settings()
"""

AUTHX = """
    import os
    from authx import AuthX, AuthXConfig

    config = AuthXConfig()
    config.JWT_SECRET_KEY = "secret"  # expect: FAPI506
    config.JWT_ALGORITHM = "HS256"
    other = AuthXConfig(JWT_SECRET_KEY="other secret")  # expect: FAPI506
    third = AuthXConfig(JWT_SECRET_KEY=os.environ["SECRET"])
    security = AuthX(config=config)
"""

SQLADMIN = """
    from sqladmin.authentication import AuthenticationBackend

    class Backend(AuthenticationBackend):
        async def login(self, request):
            return False

    class Own(AuthenticationBackend):
        def __init__(self, secret_key):
            super().__init__(load(secret_key))

    backend = Backend(secret_key="secret")  # expect: FAPI506
    own = Own(secret_key="the name of a secret")
"""


@pytest.mark.parametrize(
    "source",
    [
        SQLADMIN,
        USERS,
        AUTH_JWT.format(package="fastapi_jwt_auth"),
        AUTH_JWT.format(package="async_fastapi_jwt_auth"),
        AUTHX,
    ],
    ids=["sqladmin", "fastapi-users", "fastapi-jwt-auth", "async-fastapi-jwt-auth", "authx"],
)
def test_fields_of_libraries(files: ProjectFiles, source: str) -> None:
    """Each is reported where its literal stands."""
    files.codes = ("FAPI506",)
    files.verify({"secrets_of_users.py": source})
