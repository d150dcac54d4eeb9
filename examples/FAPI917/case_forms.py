"""Other orders, and what is right."""

from fastapi import FastAPI, Response, status
from fastapi.responses import JSONResponse, PlainTextResponse

app = FastAPI()


@app.get("/a")
async def read_a(response: Response):
    """Something stands between."""
    response.status_code = status.HTTP_202_ACCEPTED  # expect: FAPI917
    text = "accepted"
    return PlainTextResponse(text)


@app.get("/b")
async def read_b(response: Response):
    """Return the injected response itself."""
    response.status_code = 202
    return response


@app.get("/c")
async def read_c(key: int, response: Response):
    """Return data on this way."""
    response.status_code = 202
    if key:
        return JSONResponse({}, 400)
    return {}


@app.get("/d")
async def read_d():
    """Set the status of an own response."""
    response = JSONResponse({})
    response.status_code = 202
    return response


@app.get("/e")
async def read_e(response: Response):
    """Hand the status on."""
    response.status_code = 202
    return JSONResponse({}, status_code=response.status_code)


@app.get("/f")
async def read_f(key: int, response: Response):
    """The same status, said twice, and another one."""
    if key:
        response.status_code = status.HTTP_404_NOT_FOUND
        return JSONResponse({}, status_code=404)
    response.status_code = 410  # expect: FAPI917
    return JSONResponse({}, status_code=404)
