"""What all repositories share: the session that the constructor keeps."""

from sqlalchemy.orm import Session


class Repository:
    """Reads and writes one kind of row."""

    def __init__(self, session: Session) -> None:
        self.session = session

    async def save(self) -> None:
        """Write everything that has changed."""
        self.session.commit()  # expect: FAPI104
