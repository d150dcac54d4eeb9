"""What the exception of a login's callback tells is what the callback was called with."""

import html

from authlib.integrations.starlette_client import OAuth, OAuthError
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

app = FastAPI()
oauth = OAuth()
KNOWN = {"access_denied", "server_error"}


@app.get("/auth")
async def auth(request: Request):
    try:
        return await oauth.first.authorize_access_token(request)
    except OAuthError as error:
        return HTMLResponse(f"<h1>{error.error}</h1>")  # expect: FAPI511


@app.get("/whole")
async def whole(request: Request):
    try:
        token = await oauth.first.authorize_access_token(request)
    except (KeyError, OAuthError) as error:
        return HTMLResponse("<p>" + str(error) + "</p>")  # expect: FAPI511
    return token


@app.get("/described")
async def described(request: Request):
    try:
        return await oauth.first.authorize_access_token(request)
    except OAuthError as error:
        page = f"<p>{error.description or 'no reason'}</p>"
    return HTMLResponse(page)  # expect: FAPI511


@app.get("/escaped")
async def escaped(request: Request):
    try:
        return await oauth.first.authorize_access_token(request)
    except OAuthError as error:
        return HTMLResponse(f"<h1>{html.escape(error.error)}</h1>")


@app.get("/known")
async def known(request: Request):
    try:
        return await oauth.first.authorize_access_token(request)
    except OAuthError as error:
        if error.error not in KNOWN:
            raise HTTPException(400) from None
        return HTMLResponse(f"<h1>{error.error}</h1>")


@app.get("/behind")
async def behind(request: Request):
    try:
        return await oauth.first.authorize_access_token(request)
    except OAuthError as error:
        return RedirectResponse(f"/login?error={error.error}")


@app.get("/other")
async def other(number: int):
    try:
        return 1 / number
    except ZeroDivisionError as error:
        return HTMLResponse(f"<p>{error}</p>")
    except OAuthError as error:
        return HTMLResponse(f"<p>{error.uri}</p>")
