"""The queries, in a class, in functions, and behind a function that is handed the rows."""

from collections.abc import Iterator, Sequence

from models import Answer, Player, Team
from sqlmodel import Session, create_engine, select

engine = create_engine("sqlite:///players.db")


def get_session() -> Iterator[Session]:
    """A session for one request."""
    with Session(engine) as session:
        yield session


class Players:
    """All that is asked about players."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def page(self, limit: int) -> tuple[Sequence[Player], int]:
        """Some players, and how many they are."""
        rows = self.session.exec(select(Player).limit(limit)).all()
        return rows, len(rows)

    def team_of(self, player: Player) -> Team | None:
        """The team of one player."""
        return self.session.get(Team, player.team_id)

    def answers(self) -> list[Answer]:
        """The loop is here: whoever serves it is told."""
        rows = self.session.exec(select(Player).limit(100)).all()
        found = []
        for row in rows:
            team = self.team_of(row)
            found.append(Answer(player=row.id, team=team.name if team else ""))
        return found


def with_teams(session, players):  # type: ignore[no-untyped-def]
    """The rows are handed in, and nothing says what they are."""
    return [session.exec(select(Team).where(Team.id == each.team_id)).first() for each in players]
