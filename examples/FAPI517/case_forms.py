"""One of the two, keywords, constants, settings; and cookies that let nobody in."""

from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse, RedirectResponse
from pydantic_settings import BaseSettings

ACCESS = "access_token"


class Settings(BaseSettings):
    """What can be set."""

    secure: bool = True


settings = Settings()
app = FastAPI()


class Jar:
    """Something else with cookies."""

    def set_cookie(self, key: str, value: str) -> None:
        """Keep a cookie."""


@app.post("/login/{name}")
def login(name: str) -> Response:
    """Set cookies of all kinds."""
    response = JSONResponse({"name": name})
    response.set_cookie(ACCESS, name, httponly=True)  # expect: FAPI517
    response.set_cookie(key="refresh_token", value=name, secure=True)  # expect: FAPI517
    response.set_cookie(key="auth", value=name, httponly=False, secure=True)  # expect: FAPI517
    response.set_cookie("jwt", name, httponly=True, secure=settings.secure)
    response.set_cookie("csrf_token", name, secure=True)
    response.set_cookie("theme", "dark")
    response.set_cookie(name, "unknown")
    Jar().set_cookie("session", name)
    return response


@app.post("/logout")
def logout() -> RedirectResponse:
    """Set one on a redirect."""
    response = RedirectResponse("/", status_code=303)
    response.set_cookie("session", "", secure=True, httponly=True)
    response.set_cookie("sid", "none")  # expect: FAPI517
    return response
