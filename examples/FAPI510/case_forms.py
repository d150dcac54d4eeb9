"""Constants, attributes, subclasses, Starlette, and what must stay silent."""

import os

from fastapi import FastAPI
from starlette.applications import Starlette

DEBUG = True
QUIET = False


class Application(FastAPI):
    """An application of the project's own."""


constant = FastAPI(
    title="constant",
    debug=DEBUG,  # expect: FAPI510
)
plain = Starlette(debug=True)  # expect: FAPI510
own = Application(debug=True)  # expect: FAPI510
assigned = FastAPI()
assigned.debug = True  # expect: FAPI510

quiet = FastAPI(debug=QUIET)
environment = FastAPI(debug=os.getenv("DEBUG", "false") == "true")
fallback = FastAPI(debug=bool(os.getenv("DEBUG")))


def create_app(debug: bool = False) -> FastAPI:
    """A parameter decides."""
    app = FastAPI(debug=debug)
    if os.getenv("DEVELOPMENT"):
        app.debug = True
    return app


class Logger:
    """Something else that can be told to debug."""

    debug = False


logger = Logger()
logger.debug = True

if __name__ == "__main__":
    local = FastAPI(debug=True)
