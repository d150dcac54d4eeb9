"""Path operations that lead to reads of the environment in another file, where these are mended."""

from addresses import address, host
from fastapi import FastAPI
from registered import read_zone

app = FastAPI()
app.add_api_route("/zone", read_zone)


@app.get("/address")
def read_address() -> str:
    return address()


@app.get("/host")
def read_host() -> str:
    return host()
