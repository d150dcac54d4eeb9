"""Settings that are made once and injected.

Guide: Production Deployment, "Environment-based configuration". Amended: `SettingsConfigDict`, and a remembered getter.
"""

from typing import Annotated

from fastapi import Depends, FastAPI
from settings import Settings, get_settings

app = FastAPI()


@app.get("/debug")
def debug(settings: Annotated[Settings, Depends(get_settings)]) -> bool:
    """The same object for all requests."""
    return settings.debug
