"""Start it: `python -m lending`."""

import uvicorn

from lending.config import get_settings

if __name__ == "__main__":
    uvicorn.run("lending.main:app", workers=get_settings().workers)
