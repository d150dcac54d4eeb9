"""Services that were given the background tasks, and the session, when they were made."""

from collections.abc import Iterator

from fastapi import BackgroundTasks, Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

app = FastAPI()
engine = create_engine("postgresql+psycopg2://shop")


def get_session() -> Iterator[Session]:
    """One session for a request."""
    with Session(engine) as session:
        yield session


def recount(session: Session, name: str) -> None:
    """Uses a session."""
    session.execute(text("SELECT 1 WHERE :name = 'x'"), {"name": name})


def announce(name: str) -> None:
    """Uses no session."""


class Orders:
    """Holds both."""

    def __init__(self, session: Session, tasks: BackgroundTasks) -> None:
        self.session = session
        self.tasks = tasks

    def place(self, name: str) -> None:
        """Start two functions and a method of its own."""
        self.tasks.add_task(recount, self.session, name)  # expect: FAPI403
        self.tasks.add_task(self._count, name)  # expect: FAPI403
        self.tasks.add_task(announce, name)
        self.tasks.add_task(self._log, name)

    def _count(self, name: str) -> None:
        recount(self.session, name)

    def _log(self, name: str) -> None:
        announce(name)


class Counts:
    """Opens its own session in the task."""

    def __init__(self, tasks: BackgroundTasks) -> None:
        self.tasks = tasks

    def start(self, name: str) -> None:
        """Hand over a name only."""
        self.tasks.add_task(self._count, name)

    def _count(self, name: str) -> None:
        with Session(engine) as session:
            recount(session, name)


def get_orders(tasks: BackgroundTasks, session: Session = Depends(get_session)) -> Orders:
    """Make the service."""
    return Orders(session, tasks)


@app.post("/orders")
def order(name: str, orders: Orders = Depends(get_orders)) -> None:
    """Leave the rest to the service."""
    orders.place(name)


@app.post("/counts")
def count(name: str, tasks: BackgroundTasks) -> None:
    """Start what opens its own session."""
    Counts(tasks).start(name)


class Reports:
    """Holds a session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def write(self, name: str) -> None:
        """Use it."""
        recount(self.session, name)


class Texts:
    """Holds none."""

    def __init__(self, text: str) -> None:
        self.text = text

    def write(self, name: str) -> None:
        """Use a text."""
        announce(self.text + name)


def get_reports() -> Iterator[Reports]:
    """Open the session that it holds."""
    with Session(engine) as session:
        yield Reports(session)


def get_texts() -> Iterator[Texts]:
    """Make one."""
    first = "new: "
    yield Texts(first)


@app.post("/reports")
def report(
    name: str,
    tasks: BackgroundTasks,
    reports: Reports = Depends(get_reports),
    texts: Texts = Depends(get_texts),
) -> None:
    """Go on with both."""
    tasks.add_task(reports.write, name)  # expect: FAPI403
    tasks.add_task(texts.write, name)
