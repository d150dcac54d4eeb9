"""Settings through inheritance, as `Depends(Settings)`, and made where that is right."""

from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic_settings import BaseSettings


class Common(BaseSettings):
    """A base of the project's own."""

    debug: bool = False


class MailSettings(Common):
    """Derives from settings through another class."""

    mail_host: str = "localhost"


settings = MailSettings()
app = FastAPI()


async def mail_host() -> str:
    """A dependency that makes settings."""
    return MailSettings().mail_host  # expect: FAPI807


@app.get("/mail")
async def mail(host: Annotated[str, Depends(mail_host)]) -> str:
    """The module's own settings are made once."""
    return host + settings.mail_host
