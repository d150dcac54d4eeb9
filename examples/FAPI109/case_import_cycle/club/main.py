"""Modules that import each other, and a function that imports where it needs to.

Following calls through the circle ends, and finds the request.
"""

from fastapi import FastAPI

from club import members, teams

app = FastAPI()


@app.get("/members/{number}/team")
async def team_of(number: int) -> dict:
    """Back and forth between the two modules."""
    return members.team_of(number)  # expect: FAPI109


@app.get("/teams/{number}")
async def team(number: int) -> dict:
    """The other way round, with an import inside the function."""
    from club.teams import team as fetch

    return fetch(number)  # expect: FAPI109


@app.get("/colours")
async def colours() -> list[str]:
    """Modules in a circle do not block by that."""
    return teams.colours()
