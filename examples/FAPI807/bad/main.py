"""Settings are made anew for each request.

Guide: Production Deployment, "Environment-based configuration".
"""

from typing import Annotated

from fastapi import Depends, FastAPI
from settings import Settings, get_settings

app = FastAPI()


@app.get("/debug")
def debug(settings: Annotated[Settings, Depends(get_settings)]) -> bool:
    """The dependency makes them."""
    return settings.debug


@app.get("/database")
def database() -> str:
    """The path operation makes them."""
    return Settings().database_url  # expect: FAPI807
