"""The tables."""

from sqlmodel import Field, SQLModel


class Team(SQLModel, table=True):
    """A team."""

    id: int | None = Field(default=None, primary_key=True)
    name: str


class Player(SQLModel, table=True):
    """Somebody in a team."""

    id: int | None = Field(default=None, primary_key=True)
    team_id: int


class Answer(SQLModel):
    """What clients see."""

    player: int | None
    team: str
