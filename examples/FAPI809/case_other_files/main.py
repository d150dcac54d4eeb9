"""A query for each row, behind helpers in another file."""

from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from models import Answer, Team
from repository import Players, get_session, with_teams
from sqlmodel import Session

app = FastAPI()
Database = Annotated[Session, Depends(get_session)]


def get_players(session: Database) -> Players:
    """The queries of one request."""
    return Players(session)


@app.get("/names")
def names(players: Annotated[Players, Depends(get_players)]) -> list[str]:
    """The query is in a method, the loop is here."""
    found = []
    rows, _ = players.page(100)
    for player in rows:
        team = players.team_of(player)  # expect: FAPI809
        if team is not None:
            found.append(team.name)
    return found


@app.get("/answers")
def answers(players: Annotated[Players, Depends(get_players)]) -> list[Answer]:
    """The loop is in the method, too."""
    return players.answers()  # expect: FAPI809


@app.get("/teams")
def teams(session: Database) -> list[Team | None]:
    """The rows are handed to the function with the loop."""
    rows, _ = Players(session).page(50)
    return with_teams(session, rows)  # expect: FAPI809


@app.post("/chosen")
def chosen(session: Database, wanted: list[int]) -> list[Team | None]:
    """The same function is silent for what the client sends."""
    return [session.get(Team, each) for each in wanted]


@app.get("/threads")
async def threads(session: Database) -> list[Answer]:
    """A thread sends as many."""
    players = Players(session)
    return await run_in_threadpool(players.answers)  # expect: FAPI809
