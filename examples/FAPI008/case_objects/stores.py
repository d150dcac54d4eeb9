"""Objects that open a connection when they are made, and keep it."""

import sqlite3
import threading

from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

make_session = sessionmaker(create_engine("sqlite:///stores.db"))


class Jobs:
    """One connection and its cursor, for whoever asks."""

    def __init__(self, path: str) -> None:
        self.connection = sqlite3.connect(path)  # expect: FAPI008
        self.cursor = self.connection.cursor()

    def add(self, number: int) -> None:
        """Note a job."""
        self.cursor.execute("INSERT INTO jobs VALUES (?)", (number,))
        self.connection.commit()


class Users:
    """One session."""

    def __init__(self) -> None:
        self.session = make_session()  # expect: FAPI008

    def count(self) -> int:
        """How many there are."""
        return int(self.session.execute(text("SELECT count(*) FROM users")).scalar_one())


class Guarded:
    """One after the other."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.connection = sqlite3.connect("guarded.db")

    def total(self) -> int:
        """Silent: nobody else uses the connection meanwhile."""
        with self.lock:
            return self.connection.total_changes


class Careful:
    """Made for several threads."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect("careful.db", check_same_thread=False)

    def total(self) -> int:
        """Silent: whoever allows other threads has thought of them."""
        return self.connection.total_changes


class Report:
    """Made for each report."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect("report.db")

    def total(self) -> int:
        """Silent: no module has an object of it."""
        return self.connection.total_changes


class Version:
    """Opens a connection that requests do not use."""

    name = "1"

    def __init__(self) -> None:
        self.connection = sqlite3.connect("version.db")

    def text(self) -> str:
        """Silent: this needs no connection."""
        return self.name


users = Users()
guarded = Guarded()
careful = Careful()
version = Version()
