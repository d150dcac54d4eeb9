"""Settings through inheritance, as `Depends(Settings)`, and made where that is right."""

from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource


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


class Defaults(MailSettings):
    """Says itself where its values come from: from nowhere but the call."""

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource, **others: object
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what is given."""
        return (init_settings,)


class Context:
    """What holds settings while a program runs."""

    current: "Context | None" = None

    def __init__(self, kept: MailSettings) -> None:
        self.settings = kept


def current_settings() -> MailSettings:
    """Makes them only where nobody has done so before."""
    context = Context.current
    if context is not None:
        return context.settings
    return MailSettings()


@app.get("/defaults")
async def defaults() -> str:
    """Reads nothing."""
    return Defaults(mail_host="localhost").mail_host


@app.get("/current")
async def current() -> str:
    """The helper makes them in a rare case."""
    return current_settings().mail_host


@app.get("/host")
async def host(own: MailSettings = Depends(MailSettings)) -> str:  # expect: FAPI807
    """The class itself is the dependency: `?mail_host=evil.example` changes it."""
    return own.mail_host


@app.get("/debug")
async def debug(own: Annotated[MailSettings, Depends()]) -> bool:  # expect: FAPI807
    """The annotation says what to depend on."""
    return own.debug
