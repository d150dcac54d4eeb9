"""Objects from another file, by whatever name; options by position, in constants, and switched off."""

from typing import Any

import uvicorn
from application import app, create_app, service
from application import app as application
from uvicorn import run as serve

RELOAD = True
WORKERS = 2


def imported() -> None:
    uvicorn.run(app, reload=RELOAD)  # expect: FAPI801


def renamed() -> None:
    serve(app=application, workers=WORKERS)  # expect: FAPI801


def made_here() -> None:
    uvicorn.run(create_app(), port=8000, reload=True)  # expect: FAPI801


def factory() -> None:
    uvicorn.run(create_app, factory=True, workers=3)  # expect: FAPI801


def attribute() -> None:
    uvicorn.run(service.app, workers=WORKERS)  # expect: FAPI801


def one_process(reload: bool) -> None:
    uvicorn.run(app, reload=False, workers=1)
    uvicorn.run(app)
    uvicorn.run(app, workers=None)
    uvicorn.run(app, reload=reload)


def strings(name: str, unknown: Any) -> None:
    target = "application:app"
    uvicorn.run(target, reload=True)
    uvicorn.run(f"{name}:app", workers=4)
    uvicorn.run(name, reload=True)
    uvicorn.run(unknown, reload=True)
