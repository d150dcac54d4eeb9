"""A `src` directory and a package without `__init__.py`: imports start below `src`.

Names are found as they are when the program runs.
"""

from fastapi import FastAPI

from weather import forecast
from weather.forecast import tomorrow

app = FastAPI()


@app.get("/tomorrow")
async def read_tomorrow() -> str:
    """A function of a module beside this one."""
    return tomorrow()  # expect: FAPI109


@app.get("/both")
async def read_both() -> list[str]:
    """One of the two blocks."""
    return [
        forecast.yesterday(),
        forecast.tomorrow(),  # expect: FAPI109
    ]
